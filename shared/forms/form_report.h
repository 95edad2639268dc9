// What `form check` and `form eval` print, as JSON documents of the contract.
#pragma once
#include <optional>

#include "shared/base/json.h"
#include "shared/forms/compile.h"
#include "shared/forms/instance.h"

namespace nuong::forms {

// {ok, errors:[{where,message}], warnings:[{where,message}]}
Json check_report(const Problems& problems, Language language);

struct EvalRequest {
    std::string answers = "{}";  // nested JSON text
    Environment environment;
    std::optional<std::string> xpath;    // an expression to compute over the filled form
    std::optional<std::string> explain;  // a path: why is it as it is
};

// {values,relevant,required,readonly,choices,labels,errors:[{path,kind,message}],valid,xpath}, keyed by path, and
// `warnings` and `explain` where there are any.
Result<Json> eval_report(const FormPointer& form, const EvalRequest& request);
Json eval_report(const Instance& instance);

}  // namespace nuong::forms
