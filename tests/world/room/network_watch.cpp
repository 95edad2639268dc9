// What must hold of every answer at the moment when it is given: each feed brings all that lies between two cursors,
// and within one incarnation of a server what it has acknowledged stays acknowledged.
#include <algorithm>
#include <set>

#include "shared/forms/record_fields.h"
#include "shared/protocol/codec.h"
#include "tests/world/room/cases.h"
#include "tests/world/room/network.h"

namespace nuong::simulated {
namespace {

struct Placed {
    RecordId record;
    FormId form;
    AreaCode area;
};

// Straight from the tables: what moved between two positions.
std::vector<Placed> moved_between(Database& db, std::uint64_t after, std::uint64_t up_to) {
    Statement rows = db.prepare("select rid, form, area from record where pos > ? and pos <= ?");
    rows.bind(1, static_cast<std::int64_t>(after)).bind(2, static_cast<std::int64_t>(up_to));
    std::vector<Placed> placed;
    while (rows.step()) {
        Placed one;
        std::copy_n(rows.blob(0).begin(), one.record.bytes.size(), one.record.bytes.begin());
        one.form = rows.text(1);
        one.area = rows.text(2);
        placed.push_back(std::move(one));
    }
    return placed;
}

}  // namespace

void SimulatedNetwork::complain(const std::string& what) {
    if (complaint.empty()) complaint = grant_.user + ": " + what;
}

// Whoever is given a file may see a record that names it: straight from what was written, not from what the server
// remembers of files.
void SimulatedNetwork::watch_file(const client::HttpRequest& request, const client::HttpResponse& response) {
    if (request.method != "GET" || !request.path.starts_with("/v1/blobs/") || response.status != 200) return;
    if (response.body.empty()) return;
    const std::string named = "%" + request.path.substr(10, 64) + "%";
    const auto known = server_->is_top() ? std::nullopt : server_->read()->user(grant_.user);
    const Role* role = server_->book().role(known ? known->role : grant_.role);
    const auto roots = server_->book().areas.outermost(known ? known->areas : grant_.areas);
    Statement rows = server_->database().prepare(
        "select form, area, state from record where state like ?1"
        " or rid in (select rid from change where verdict = '' and body like ?1)"
        // What a relay's parent once said of a record: the changes themselves are not there.
        " or rid in (select rid from blob_reference where device = 0 and accepted = 1 and lower(hex(hash)) = ?2)");
    const std::string hash = request.path.substr(10, 64);
    rows.bind(1, named).bind(2, hash);
    while (role && rows.step()) {
        const FormId form(rows.text(0));
        const auto state = protocol::decode_state(rows.text(2));
        const bool is_own = !role->assigned_only.contains(form) || (state && looks_after(grant_.user, *state));
        if (!role->may_read(form) || !is_own) continue;
        for (const AreaCode& root : roots)
            if (server_->book().areas.is_within(AreaCode(rows.text(1)), root)) return;
    }
    complain("is given a file of what it may not see: " + request.path.substr(10, 8));
}

// A relay whose parent was set back asks devices for what the parent has lost.
bool SimulatedNetwork::is_as_far_as_parent(DeviceId device, std::uint64_t acked) {
    if (server_->is_top()) return false;
    const auto row = server_->read()->device(device);
    return row && row->top == acked;
}

void SimulatedNetwork::watch(const client::HttpRequest& request, const client::HttpResponse& response) {
    watch_file(request, response);
    const auto asked = sync_request_of(request);
    const auto answer = asked ? sync_answer_of(response) : std::nullopt;
    if (!answer) return;
    std::uint64_t& acked = acknowledged_[{asked->device, server_->name(), answer->epoch}];
    if (answer->acked < acked && !is_as_far_as_parent(asked->device, answer->acked))
        complain("what was acknowledged is not any more, " + std::to_string(acked));
    acked = answer->acked;
    const bool is_fork = std::any_of(answer->verdicts.begin(), answer->verdicts.end(),
                                     [](const auto& verdict) { return verdict.code == "fork"; });
    if (is_fork) return;  // nothing else is in such an answer
    // A relay goes by what it has last heard of a person.
    const auto known = server_->is_top() ? std::nullopt : server_->read()->user(grant_.user);
    const auto roots = server_->book().areas.outermost(known ? known->areas : grant_.areas);
    const std::string& role = known ? known->role : grant_.role;
    for (const AreaCode& root : roots) watch_feed(*asked, *answer, root, role);
    for (const protocol::AreaPage& page : answer->areas)
        for (const protocol::SentState& sent : page.states) watch_state(sent.state, roots, role);
}

// Nobody is given what they may not see, not even on the way to where it is taken away again.
void SimulatedNetwork::watch_state(const RecordState& state, const std::vector<AreaCode>& roots,
                                   const std::string& role_id) {
    const DocumentBook& book = server_->book();
    const Role* role = book.role(role_id);
    const AreaCode area = forms::shown_text(state, reserved::area);
    const bool is_near =
        std::any_of(roots.begin(), roots.end(), [&](const AreaCode& root) { return book.areas.is_within(area, root); });
    const std::string what = to_string(state.id) + " of " + area;
    if (!role || !role->may_read(state.form)) complain("is given " + what + ", which the role does not read");
    else if (!is_near) complain("is given " + what + ", which lies elsewhere");
    else if (role->assigned_only.contains(state.form) && !looks_after(grant_.user, state))
        complain("is given the case " + what + ", which is somebody else's");
}

void SimulatedNetwork::watch_feed(const protocol::SyncRequest& request, const protocol::SyncAnswer& answer,
                                  const AreaCode& root, const std::string& role_id) {
    const auto newest =
        static_cast<std::uint64_t>(server_->database().integer_of("select pos from store where id = 0"));
    std::uint64_t cursor = 0;
    for (const protocol::Cursor& held : request.cursors)
        if (held.area == root && request.epoch == answer.epoch && held.at <= newest) cursor = held.at;
    const auto page = std::find_if(answer.areas.begin(), answer.areas.end(),
                                   [&](const protocol::AreaPage& each) { return each.area == root; });
    const bool is_told = page != answer.areas.end();
    if (is_told && page->at < cursor) complain("the cursor of " + root + " goes back");
    std::set<RecordId> told;
    if (is_told)
        for (const auto& sent : page->states) told.insert(sent.state.id);
    for (const auto& sent : request.changes) told.insert(sent.change.record);  // its own, which it has
    const DocumentBook& book = server_->book();
    const Role* role = book.role(role_id);
    for (const Placed& one : moved_between(server_->database(), cursor, is_told ? page->at : newest)) {
        if (!book.areas.is_within(one.area, root) || !role || !role->may_read(one.form)) continue;
        if (role->assigned_only.contains(one.form) || told.contains(one.record)) continue;
        complain("the feed of " + root + " passes over " + to_string(one.record));
    }
}

}  // namespace nuong::simulated
