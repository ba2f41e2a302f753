#include "kg/sparql/engine.h"
static kg_status
run(kg_world *w, kg_txn *t, kg_str x, const kg_query_options *o, kg_result **r, kg_error *err)
{
  (void)w;
  (void)t;
  (void)x;
  (void)o;
  (void)r;
  return kg_error_set(err, KG_ERR_UNSUPPORTED, "stub");
}
static kg_status
check(kg_world *w, kg_str x, const kg_query_options *o, kg_error *err)
{
  (void)w;
  (void)x;
  (void)o;
  return kg_error_set(err, KG_ERR_UNSUPPORTED, "stub");
}
const kg__engine kg__engine_rasqal = {run, check};
