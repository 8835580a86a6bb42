SELECT constraints.table_name, checks.constraint_name, checks.check_clause, constraints.enforced = 'NO', 'Table'
FROM information_schema.check_constraints AS checks
JOIN information_schema.table_constraints AS constraints
  ON constraints.constraint_schema = checks.constraint_schema AND constraints.constraint_name = checks.constraint_name
WHERE checks.constraint_schema = DATABASE() AND constraints.constraint_type = 'CHECK' AND LEFT(constraints.table_name, 9) <> '_schemac_'
ORDER BY constraints.table_name, checks.constraint_name
