"""Templates compiled to the Python that a person would write for them."""

from __future__ import annotations

from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame, MacroRef


class DirectAccess(CodeGenerator):
    """Writes `a.b` as an attribute, a call as a call, and a macro as a function.

    Jinja goes through functions of its own for each of them: to it `a.b` may be an item, any function may want the context, and a macro may
    be called with fewer arguments than it has. Our templates are given values with attributes, read an item as `a["b"]`, and call what
    they call as Python would; the SQL of a large definition is then written in half the time. An attribute that is not there is an
    AttributeError, as strict as StrictUndefined.
    """

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802 - the name that Jinja's visitor calls
        """Write an attribute."""
        self.visit(node.node, frame)
        self.write(f".{node.attr}")

    def visit_Call(self, node: nodes.Call, frame: Frame) -> None:  # type: ignore[override]  # noqa: N802 - as above
        """Write a call."""
        self.visit(node.node, frame)
        self.write("(")
        for argument in node.args:
            self.visit(argument, frame)
            self.write(", ")
        for named in node.kwargs:
            self.write(f"{named.key}=")
            self.visit(named.value, frame)
            self.write(", ")
        self.write(")")

    def visit_CondExpr(self, node: nodes.CondExpr, frame: Frame) -> None:  # noqa: N802 - as above
        """Write a choice; without an `else` it is the empty text, as Jinja would print it."""
        node.expr2 = node.expr2 if node.expr2 is not None else nodes.Const("")
        super().visit_CondExpr(node, frame)

    def visit_Test(self, node: nodes.Test, frame: Frame) -> None:  # noqa: N802 - as above
        """Write a test; whether something is none needs no function."""
        if node.name == "none":
            self.write("(")
            self.visit(node.node, frame)
            self.write(" is None)")
        else:
            super().visit_Test(node, frame)

    def macro_def(self, macro_ref: MacroRef, frame: Frame) -> None:  # noqa: ARG002 - Jinja's shape
        """Write a macro's value: the function itself."""
        self.write("macro")
