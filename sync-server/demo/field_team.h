// FieldTeam: the made-up people of the demo district and their devices. What they save goes the way of every change:
// written over what they saw, numbered and chained per device, judged and merged by the server's core.
#pragma once
#include <map>
#include <memory>

#include "shared/forms/compile.h"
#include "sync-server/core/push_changes.h"
#include "sync-server/demo/demo_plan.h"

namespace nuong::demo {

// One save, as it is meant; the device makes the change of it.
struct Save {
    Instant at;
    FormId form;
    AreaCode area;
    std::string role;  // whose it is; "" = the form's usual writer
    RecordId record;
    bool is_new = true;
    Fields answers;  // of a new record all of them, of an edit those that change; a null clears
    std::optional<RecordId> corrects, same_as;
    std::string status;  // of an edit: "void"; "" = stays
};

using Forms = std::map<FormId, forms::FormPointer>;

struct Sent {
    std::size_t changes = 0;
    std::size_t refused = 0;
    std::string first_refusal;  // in words, for whoever maintains the plan
};

class FieldTeam {
public:
    // All must outlive it.
    FieldTeam(const DemoPlan& plan, const DocumentBook& book, const Forms& forms)
        : plan_(plan), book_(book), forms_(forms) {}

    // Makes accounts and devices. They have no password and no token: nobody can sign in as them.
    Status join(StoreTransaction& transaction, std::uint64_t seed, Instant now);
    bool writes(const FormId& form) const;  // is there a form, and a role that may write it?
    // Everybody saves, then everybody syncs: nobody sees what another saved in the same batch.
    void sync(StoreTransaction& transaction, std::vector<Save> batch, Instant received, Sent& sent);

private:
    struct Member {
        UserId user;
        DeviceId device;
        std::uint64_t seq = 0;
        Hash link{};
        std::optional<Principal> principal;
        std::vector<protocol::SentChange> waiting;
    };
    Member* member_for(const Save& save);
    void save(StoreReader& reader, Member& member, const Save& save);
    void push(StoreTransaction& transaction, Member& member, Instant received, Sent& sent);

    const DemoPlan& plan_;
    const DocumentBook& book_;
    const Forms& forms_;
    std::map<std::pair<std::string, AreaCode>, Member> members_;  // by role and area
    std::map<std::pair<DeviceId, RecordId>, RecordState> seen_;   // records written more than once in a batch
};

}  // namespace nuong::demo
