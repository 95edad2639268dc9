// DraftStore: forms that are open. Every answer is durable the moment it is given (one small transaction), so that a
// closed lid or a dead battery in mid-sentence loses nothing. Drafts stay on the device; saving folds them into a
// change.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "client/store/reissue.h"
#include "shared/base/date.h"
#include "shared/model/record_state.h"
#include "shared/sqlite/database.h"

namespace nuong::client {

struct Draft {
    Uuid id;
    FormId form;
    std::uint32_t form_version = 0;
    std::optional<RecordId> record;   // being edited; none for a new record
    std::optional<RecordState> seen;  // the record when it was opened: what others sync meanwhile is not overwritten
    AreaCode area;
    Instant created{};
    Instant updated{};
    Path place = {};  // the question at which the person is; "": at the beginning

    bool operator==(const Draft&) const = default;
};

class DraftStore {
public:
    explicit DraftStore(Database& db) : db_(db) {}

    void open(const Draft& draft, const Fields& answers);  // durable on return
    // All or none, with the place of the first of them; durable on return. Of a draft that is no longer there nothing
    // is kept.
    void answer(const Uuid& draft, const Fields& answers, Instant now);
    void stand_at(const Uuid& draft, const Path& place);              // durable on return
    void move(const Uuid& draft, const AreaCode& area, Instant now);  // durable on return
    void adopt_version(const Uuid& draft, std::uint32_t form_version);
    std::optional<Draft> find(const Uuid& draft);
    std::vector<Draft> list();  // newest first
    std::int64_t count();
    // The latest answer of each path; a cleared answer is Null.
    Fields answers(const Uuid& draft);
    // What drafts were opened over, when this store goes on as another device. Within a transaction of the caller.
    void rename(const RenamedDots& renamed);
    // Drafts over a record, or with an answer that names it, which was erased by law. Within a transaction of the
    // caller.
    void remove_about(const RecordId& record);
    void remove(const Uuid& draft);  // within a transaction of the caller, or alone

private:
    void append_answer(const Uuid& draft, const Path& path, const Value& value);

    Database& db_;
};

}  // namespace nuong::client
