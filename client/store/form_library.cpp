#include "client/store/form_library.h"

#include <mutex>

namespace nuong::client {
namespace {

// Forms are compiled once in a program, not once per store: the window and the sync thread hold the same ones. By the
// hash of the package; a compiled form never changes, so threads may share it.
class Shelf {
public:
    FormLibrary::Form find(const std::string& hash) {
        const std::lock_guard lock(mutex_);
        const auto at = forms_.find(hash);
        return at == forms_.end() ? nullptr : at->second;
    }
    void keep(const std::string& hash, FormLibrary::Form form) {
        constexpr std::size_t forms_max =
            256;  // versions replaced long ago go with all others, and come back when asked
        const std::lock_guard lock(mutex_);
        if (forms_.size() >= forms_max) forms_.clear();
        forms_[hash] = std::move(form);
    }

private:
    std::mutex mutex_;
    std::map<std::string, FormLibrary::Form> forms_;
};

Shelf& shelf() {
    static Shelf all;
    return all;
}

FormLibrary::Form compiled(SchemaStore& schemas, const protocol::SchemaEntry& entry) {
    if (auto form = shelf().find(entry.hash)) return form;
    const auto body = schemas.body(entry.kind, entry.id);
    if (!body) return nullptr;
    auto package = forms::compile_package(*body);
    if (!package) return nullptr;
    FormLibrary::Form form = std::move(package.form);
    shelf().keep(entry.hash, form);
    return form;
}

}  // namespace

FormLibrary::Form FormLibrary::find(const FormId& id) {
    const auto at = forms_.find(id);
    return at == forms_.end() ? nullptr : at->second;
}

void FormLibrary::load(SchemaStore& schemas) {
    forms_.clear();
    for (const protocol::SchemaEntry& entry : schemas.catalogue())
        if (entry.kind == "form")
            if (auto form = compiled(schemas, entry)) forms_[form->definition.id] = form;
}

}  // namespace nuong::client
