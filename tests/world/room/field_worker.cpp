#include "tests/world/room/field_worker.h"

#include <algorithm>
#include <stdexcept>

#include "client/sync/bundle_file.h"
#include "client/sync/enrolment.h"
#include "shared/forms/record_fields.h"
#include "shared/protocol/codec.h"
#include "shared/sqlite/durable_file.h"

namespace nuong::simulated {
namespace {

std::string short_name(const RecordId& id) { return to_string(id).substr(0, 8); }

// How many a person adds who sees one record and wants to see these answers.
double added_to(const RecordState& seen, const Fields& answers) {
    const Value* wanted = find(answers, "handed_out");
    double sum = 0;
    if (const Register* reg = seen.find("handed_out"))
        for (const Head& head : reg->heads) sum += head.value.number().value_or(0);
    return wanted ? wanted->number().value_or(0) - sum : 0;
}

}  // namespace

FieldWorker::FieldWorker(Surroundings& around, const Grant& grant, std::vector<FormId> fills, DeviceId device,
                         std::string name)
    : around_(around),
      grant_(grant),
      fills_(std::move(fills)),
      name_(std::move(name)),
      device_(device),
      clock_(around.headquarters.clock().now()),
      line_(around.headquarters, around.chance, &clock_, around.story, around.bug, around.acknowledged, grant) {
    disk_.lies_about_syncing = around.bug == Bug::device_disk_lies;
    begin();
}

FieldWorker::FieldWorker(Surroundings& around, const FieldWorker& original, std::string name)
    : around_(around),
      grant_(original.grant_),
      fills_(original.fills_),
      name_(std::move(name)),
      device_(original.device_),
      clock_(original.clock_.now()),
      line_(original.line_.server(), around.chance, &clock_, around.story, around.bug, around.acknowledged, grant_),
      log_(original.log_),
      carried_(original.carried_),
      audit_(original.audit_),
      attached_to_(original.attached_to_),
      loose_(original.loose_) {
    disk_.lies_about_syncing = original.disk_.lies_about_syncing;
    line_.is_bad = original.line_.is_bad;
    disk_.load(original.disk_.image());
    open();
}

void FieldWorker::enrol() {
    const client::EnrolmentRequest request{"https://district", "", around_.headquarters.code_for(grant_.user),
                                           "laptop"};
    client::prepare_device(*replica_, request);
    if (const auto done = client::enroll(*replica_, line_, request); !done)
        throw std::runtime_error(done.error().message.en);
    sync_whole();
}

// From the district itself, which has forgotten the device: it was set back to before the enrolment.
void FieldWorker::ask_for_code() {
    session_.reset();
    Server& usual = line_.server();
    line_.connect(around_.headquarters);
    act([&] {
        const auto done = client::confirm_device(*replica_, line_, around_.headquarters.code_for(grant_.user));
        around_.story.tell(name_ + " is given a new code: " + (done ? "known again" : done.error().message.en));
    });
    line_.connect(usual);
}

void FieldWorker::complain(const std::string& what) {
    if (complaint_.empty()) complaint_ = name_ + ": " + what;
}

AreaCode FieldWorker::any_own_area() {
    const AreaTree& tree = around_.headquarters.book().areas;
    const auto info = replica_->device();
    if (info.areas.empty()) return "";
    const auto below = tree.self_and_below(around_.chance.one_of(info.areas));
    return below.empty() ? ""
                         : around_.chance.one_of(std::vector(
                               below.begin(),
                               below.begin() + static_cast<std::ptrdiff_t>(std::min<std::size_t>(4, below.size()))));
}

std::optional<RecordState> FieldWorker::any_record() {
    client::ListQuery query;
    query.limit = 1000;
    std::vector<RecordId> ids;
    for (const auto& line : replica_->records().list(query)) ids.push_back(line.record);
    if (ids.empty()) return std::nullopt;
    std::sort(ids.begin(), ids.end());
    return replica_->records().shown(around_.chance.one_of(ids));
}

Write FieldWorker::plain_write(const RecordState& seen, std::string_view path, Value value) {
    const Register* reg = seen.find(path);
    const Policy policy = reserved_policy(path);
    return {Path(path), std::move(value), replaced_by_write(policy, reg, device_), agreed_before(policy, reg)};
}

void FieldWorker::save(const RecordState& seen, std::vector<Write> writes, std::optional<Uuid> draft,
                       const char* what) {
    if (writes.empty()) return;
    if (around_.bug == Bug::save_names_nothing)
        for (Write& write : writes) write.replaces.clear();
    if (around_.bug == Bug::counter_writes_the_total)
        for (Write& write : writes)
            if (const Register* reg = seen.find(write.path); reg && Ledger::is_counter(write.path))
                for (const Head& head : reg->heads)
                    if (head.dot.device != device_)
                        write.value = Value(write.value.number().value_or(0) + head.value.number().value_or(0));
    const auto form = replica_->forms().find(seen.form);
    intent_ = Intent{seen, counted_};
    replica_->save({seen.id, seen.form, form->definition.version, std::move(writes), draft}, clock_.now());
    const auto logged = replica_->log().changes_of(seen.id);
    const Change& change = logged.back().change;
    around_.story.tell(name_ + " " + what + " " + short_name(seen.id) + " " + protocol::encode(change));
    const auto shown = replica_->records().shown(seen.id);
    for (std::size_t i = 0; i < change.writes.size(); ++i) {
        const Register* reg = shown ? shown->find(change.writes[i].path) : nullptr;
        const bool is_there = reg && std::any_of(reg->heads.begin(), reg->heads.end(), [&](const Head& head) {
                                  return head.dot == change.dot_of(i) && head.value == change.writes[i].value;
                              });
        if (!is_there) complain("does not see what was just written: " + change.writes[i].path);
    }
    if (around_.bug == Bug::pending_written_into_base)
        replica_->records().put_base_text(seen.id, protocol::encode(*shown));
}

void FieldWorker::create() {
    const FormId form_id = around_.chance.one_of(fills_);
    const auto form = replica_->forms().find(form_id);
    const AreaCode area = any_own_area();
    if (!form || area.empty()) return;
    const RecordState blank{holder_ = around_.chance.uuid(), form_id, {}, {}};
    const Fields answers = completed(form, some_answers(form_id, {}));
    counted_ = added_to(blank, answers);
    auto writes = forms::writes_for(form->definition, blank, answers, device_);
    writes.push_back(plain_write(blank, reserved::area, area));
    writes.push_back(plain_write(blank, reserved::status, "submitted"));
    // Newer programs begin such a record as somebody's, older ones do not.
    const Role* role = around_.headquarters.book().role(grant_.role);
    if (role && role->assigned_only.contains(form_id) && around_.chance.percent(50))
        writes.push_back(plain_write(blank, reserved::assigned, grant_.user));
    save(blank, std::move(writes), std::nullopt, "creates");
}

void FieldWorker::edit() {
    const auto seen = any_record();
    const auto form = seen ? replica_->forms().find(seen->form) : nullptr;
    if (!form) return;
    holder_ = seen->id;
    const Fields answers = some_answers(seen->form, forms::shown_answers(form->definition, *seen));
    counted_ = added_to(*seen, answers);
    auto writes = forms::writes_for(form->definition, *seen, answers, device_);
    if (around_.chance.percent(6))  // by a newer program; nobody here knows that question
        writes.push_back(plain_write(*seen, "asked_next_year", static_cast<std::int64_t>(around_.next_value++)));
    save(*seen, std::move(writes), std::nullopt, "edits");
}

void FieldWorker::set_status() {
    const auto seen = any_record();
    if (!seen || !replica_->forms().find(seen->form)) return;
    const std::vector<const char*> all{"void", "checked", "submitted"};
    save(*seen, {plain_write(*seen, reserved::status, around_.chance.one_of(all))}, std::nullopt, "marks");
}

void FieldWorker::move() {
    const auto seen = any_record();
    const AreaCode area = any_own_area();
    if (!seen || area.empty() || !replica_->forms().find(seen->form)) return;
    save(*seen, {plain_write(*seen, reserved::area, area)}, std::nullopt, "moves");
}

void FieldWorker::hand_over(const UserId& user) {
    const auto seen = any_record();
    if (!seen || !replica_->forms().find(seen->form)) return;
    save(*seen, {plain_write(*seen, reserved::assigned, user)}, std::nullopt, "hands over");
}

void FieldWorker::resolve() {
    client::ListQuery query;
    query.only_conflicts = true;
    std::vector<RecordId> ids;
    for (const auto& line : replica_->records().list(query)) ids.push_back(line.record);
    if (ids.empty()) return;
    std::sort(ids.begin(), ids.end());
    const auto seen = replica_->records().shown(around_.chance.one_of(ids));
    const auto form = replica_->forms().find(seen->form);
    if (!form) return;
    const auto conflicts = forms::conflicts_of(form->definition, *seen);
    if (conflicts.empty()) return complain("a record is listed as a conflict and has none");
    const auto& conflict = around_.chance.one_of(conflicts);
    const Value value = around_.chance.one_of(conflict.heads).value;
    save(*seen, {forms::resolution(form->definition, *seen, conflict.path, value, device_)}, std::nullopt, "resolves");
}

void FieldWorker::open_draft() {
    const auto seen = any_record();
    const auto form = seen ? replica_->forms().find(seen->form) : nullptr;
    if (!form || replica_->drafts().list().size() > 2) return;
    const Fields before = forms::shown_answers(form->definition, *seen);
    const client::Draft draft{around_.chance.uuid(), seen->form,  form->definition.version, seen->id, seen, "",
                              clock_.now(),          clock_.now()};
    replica_->drafts().open(draft, before);
    holder_ = draft.id;
    const Fields after = some_answers(seen->form, before);
    for (const NamedValue& answer : after)
        if (const Value* old = find(before, answer.name); !old || !(*old == answer.value))
            replica_->drafts().answer(draft.id, {{answer.name, answer.value}}, clock_.now());
    around_.story.tell(name_ + " opens " + short_name(seen->id) + " and leaves it open");
}

void FieldWorker::submit_draft() {
    const auto drafts = replica_->drafts().list();
    if (drafts.empty()) return;
    const client::Draft& draft = drafts.front();
    const auto form = replica_->forms().find(draft.form);
    if (!form || !draft.seen) return complain("a draft has lost what it was opened over");
    // A record that has meanwhile left this device cannot be corrected here; the draft is given up.
    const auto now = replica_->records().shown(*draft.record);
    if (!now) return replica_->discard(draft.id);
    const Fields answers = replica_->drafts().answers(draft.id);
    const Value* first_use = find(answers, "first_use_year");
    if (first_use && first_use->number().value_or(0) > static_cast<double>(this_year()))
        return replica_->discard(draft.id);  // the clock was set right since, and the form does not take it any more
    counted_ = added_to(*draft.seen, answers);
    auto writes = forms::writes_for(form->definition, *draft.seen, answers, device_);
    forms::count_on(form->definition, *draft.seen, *now, device_, writes);
    if (writes.empty()) return replica_->discard(draft.id);
    save(*draft.seen, std::move(writes), draft.id, "submits the draft of");
    if (replica_->drafts().find(draft.id)) complain("a submitted draft is still there");
}

void FieldWorker::after_step(bool more) {
    if (more) return;
    const client::SyncReport& report = session_->report();
    around_.story.tell(name_ + " ends a sync: " + client::name_of(report.outcome) + " " + report.message.en);
    end_session();
}

void FieldWorker::end_session() {
    const bool must_be_wiped = session_->report().must_be_wiped;
    session_.reset();
    if (must_be_wiped) be_wiped();
}

void FieldWorker::sync_step() {
    if (!session_) session_ = std::make_unique<client::SyncSession>(*replica_, line_, clock_);
    around_.story.tell(name_ + " syncs");
    const bool more = session_->step();
    misbehave_after_step();
    after_step(more);
}

client::SyncReport FieldWorker::sync_whole() {
    client::SyncReport report;
    act([&] {
        session_ = std::make_unique<client::SyncSession>(*replica_, line_, clock_);
        for (int i = 0; i < 500; ++i)
            if (!session_->step()) break;
            else if (i == 499) complain("a sync never ends");
        report = session_->report();
        end_session();
    });
    return report;
}

std::optional<Stick> FieldWorker::export_stick() {
    const std::string file = around_.folder + "/stick";
    const auto count = client::export_bundle(*replica_, file, clock_.now());
    if (!count) {
        if (!replica_->bundles().district()) return std::nullopt;  // it has never heard the district's key
        complain("cannot export: " + count.error().message.en);
        return std::nullopt;
    }
    auto bytes = read_file(file, SIZE_MAX);
    Stick stick{bytes ? std::move(*bytes) : std::string(), device_, carried_};
    stick.sealed_to = replica_->bundles().district().value_or(KeyBytes{});
    const auto waiting = static_cast<std::size_t>(replica_->log().count(client::LogState::waiting));
    stick.saves.insert(log_.end() - static_cast<std::ptrdiff_t>(waiting), log_.end());
    around_.story.tell(name_ + " writes " + std::to_string(count->changes) + " changes onto a stick");
    if (around_.bug == Bug::bundle_acked_at_export) replica_->log().ack_up_to(replica_->log().last_seq());
    return stick;
}

void FieldWorker::import_stick(const Stick& stick) {
    const std::string file = around_.folder + "/stick";
    if (!write_file_durably(file, stick.bytes)) return complain("the stick cannot be written");
    const auto taken = client::import_bundle(*replica_, file, clock_.now());
    around_.story.tell(name_ + " is handed a stick: " +
                       (taken ? std::to_string(taken->changes) + " changes to carry" : taken.error().message.en));
    if (taken && stick.is_damaged) complain("took a damaged bundle");
    if (taken) carried_.insert(stick.saves.begin(), stick.saves.end());
    else if (!stick.is_damaged && replica_->bundles().district() == stick.sealed_to)
        complain("refuses a whole bundle: " + taken.error().message.en);
}

}  // namespace nuong::simulated
