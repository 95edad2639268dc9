#include "client/store/form_library.h"

namespace nuong::client {

FormLibrary::Form FormLibrary::find(const FormId& id) {
    const auto at = forms_.find(id);
    return at == forms_.end() ? nullptr : at->second;
}

void FormLibrary::load(SchemaStore& schemas) {
    forms_.clear();
    for (const std::string& body : schemas.bodies("form"))
        if (auto compiled = forms::compile_package(body)) {
            const FormId id = compiled.form->definition.id;
            forms_[id] = std::move(compiled.form);
        }
}

}  // namespace nuong::client
