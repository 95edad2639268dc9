#include "shared/protocol/dictionary.h"

namespace nuong::protocol {

// The ends of it cost least to refer to, so the most frequent comes last.
const std::string_view dictionary =
    R"(","message":{"vi":"","en":""}}],"verdicts":[{"seq":1,"code":"no_right","grants":{"user":"","role":"outreach_worker")"
    R"(","areas":["089"]},"catalogue":[["form","screening_assist",1,"],["report","],["roles","roles",1,"]],"beyond":["],"left":[")"
    R"(,"group":"{"missing":"refused"}{"missing":"unknown"}{"missing":"not_asked"},{"fields":{"},"more":true}],"retry_after":)"
    R"(,["~status","submitted"],["~area","0],["occurred_on","202],["full_name","],["sex","male"],["birth_year",19],["phone","09)"
    R"({"error":{"code":"malformed","message":{"vi":"{"record":"","form":"person_register","seen":{"":1},"saves":[{"device":")"
    R"(","n":1,"at":17,"author":"","heads":[[""]]}]},{"protocol":1,"epoch":"","time":17,"acked":1,"areas":[{"area":"","states":[)"
    R"(],"at":1}]}{"protocol":1,"device":"","epoch":"","cursors":[["",1]],"catalogue":"","grants":"","clock":17,"page_bytes":)"
    R"(,"previous":"","changes":[{"device":"","seq":1,"record":"","form":"person_register","version":1,"at":17,"author":"","n":)"
    R"(,"writes":[["","",[":1"]]]}]})";

}  // namespace nuong::protocol
