// FormLibrary: the forms this device holds, compiled once and kept. Values shared by pointer; a form that is replaced
// stays alive for whoever still fills it.
#pragma once
#include <map>
#include <memory>
#include <string>

#include "client/store/schema_store.h"
#include "shared/forms/compile.h"

namespace nuong::client {

class FormLibrary {
public:
    using Form = std::shared_ptr<const forms::CompiledForm>;

    // Nothing when the form is not held or does not compile.
    Form find(const FormId& id);
    void load(SchemaStore& schemas);  // after the catalogue changed
    const std::map<FormId, Form>& all() const { return forms_; }

private:
    std::map<FormId, Form> forms_;
};

}  // namespace nuong::client
