SELECT s.oid::bigint, s.subname::text, s.subconninfo, s.subpublications, s.subenabled, coalesce(s.subslotname::text, ''), /*14*/ s.subbinary /*else*/ false /*end*/, s.subsynccommit,
  /*14*/ s.substream::text /*else*/ 'f' /*end*/, /*15*/ s.subtwophasestate::text <> 'd' /*else*/ false /*end*/, /*15*/ s.subdisableonerr /*else*/ false /*end*/,
  /*16*/ s.suborigin /*else*/ 'any' /*end*/, /*16*/ s.subpasswordrequired /*else*/ true /*end*/, /*16*/ s.subrunasowner /*else*/ false /*end*/
FROM pg_subscription s JOIN pg_database d ON d.oid = s.subdbid AND d.datname = current_database()
ORDER BY s.subname
