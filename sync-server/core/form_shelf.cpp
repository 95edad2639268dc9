#include "sync-server/core/form_shelf.h"

namespace nuong {

forms::FormPointer FormShelf::find(StoreReader& store, const FormId& id, std::uint32_t version) {
    {
        const std::lock_guard lock(mutex_);
        if (const auto at = forms_.find({id, version}); at != forms_.end()) return at->second;
    }
    const auto document = store.document("form", id, version);
    if (!document) return nullptr;  // not remembered: it may be published in a minute
    forms::FormPointer form = forms::compile_package(document->body).form;
    const std::lock_guard lock(mutex_);
    return forms_.try_emplace({id, version}, std::move(form)).first->second;
}

}  // namespace nuong
