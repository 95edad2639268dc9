// FeedHeads: the newest position of every area's feed, with everything below it, in memory. Tells at once that a device
// has read everything, and which areas a page need not look into.
//
// Another process may commit too. So it is known up to which position the heads are complete; beyond it nothing may be
// concluded from them.
//
// Thread: any.
#pragma once
#include <memory>
#include <mutex>
#include <unordered_map>

#include "sync-server/core/document_book.h"
#include "sync-server/store/change_store.h"

namespace nuong {

class FeedHeads {
public:
    using Heads = std::vector<std::pair<AreaCode, std::uint64_t>>;

    void use(std::shared_ptr<const DocumentBook> book);
    // All heads as one consistent moment of the store had them.
    void learn_all(std::uint64_t position, const Heads& heads);
    void learn(const Committed& committed);

    // Of the area and everything below it; 0 when nothing was ever there.
    std::uint64_t head_of(const AreaCode& area) const;
    std::uint64_t complete_to() const;

private:
    void raise(const Heads& heads);

    mutable std::mutex mutex_;
    std::shared_ptr<const DocumentBook> book_ = std::make_shared<DocumentBook>();
    std::unordered_map<AreaCode, std::uint64_t> own_;        // of the area itself
    std::unordered_map<AreaCode, std::uint64_t> inclusive_;  // with everything below
    std::uint64_t complete_to_ = 0;
};

}  // namespace nuong
