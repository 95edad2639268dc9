// FaultyStore: the server's store with a mistake in it. Everything goes through to the real one but for what the bug is
// about: heads that are thrown away on the way in, or steps of a feed that are not there yet when they should be.
#pragma once
#include <memory>
#include <set>

#include "sync-server/store/change_store.h"
#include "tests/world/room/bug.h"

namespace nuong::simulated {

class FaultyStore final : public ChangeStore {
public:
    FaultyStore(ChangeStore& real, Bug bug) : real_(real), bug_(bug) {}

    std::unique_ptr<StoreReader> read() override;
    std::unique_ptr<StoreTransaction> begin() override;
    void tidy_later() override { real_.tidy_later(); }
    void tidy() override { real_.tidy(); }
    bool has_outgrown_program() override { return real_.has_outgrown_program(); }
    bool is_sound() override { return real_.is_sound(); }

private:
    ChangeStore& real_;
    Bug bug_;
    std::set<std::uint64_t> seen_late_;  // positions that one reader has missed already
};

}  // namespace nuong::simulated
