#include "client/app/workbook.h"

#include <algorithm>

#include "client/app/attach_file.h"
#include "client/app/refusal.h"
#include "client/store/area_directory.h"
#include "shared/base/time_zone.h"
#include "shared/forms/subject.h"
#include "shared/merge/merge.h"
#include "shared/model/same_person.h"

namespace nuong::client {
namespace {

Error no_such_record(const RecordId& record) {
    return {ErrorCode::not_found,
            {"Không có phiếu " + to_string(record) + " trên máy này. Hãy đồng bộ rồi tìm lại.",
             "There is no record " + to_string(record) + " on this device. Sync and look again."}};
}

Error may_not_review(const FormLibrary::Form& form) {
    const Message title = form ? Message{form->definition.title.in("vi", "vi"), form->definition.title.in("en", "vi")}
                               : Message{"phiếu này", "this form"};
    return {ErrorCode::refused,
            {"Vai trò của bạn không kiểm tra “" + title.vi + "”. Phiếu vẫn như cũ.",
             "Your role does not check \"" + title.en + "\". The record is as it was."}};
}

Write plain_write(const RecordState& state, std::string_view path, Value value, DeviceId writer) {
    const Register* reg = state.find(path);
    const Policy policy = reserved_policy(path);
    return {Path(path), std::move(value), replaced_by_write(policy, reg, writer), agreed_before(policy, reg)};
}

bool is_out_of_sight(const DeviceInfo& device, const Draft& draft) {
    return !device.may_read(draft.form) && !device.may_write(draft.form);
}

// A case goes on being its worker's when somebody corrects its area, or the event itself.
void begin_case(const DeviceInfo& device, UserId holder, const RecordState& blank, std::vector<Write>& writes) {
    const bool is_own = std::find(device.own.begin(), device.own.end(), blank.form) != device.own.end();
    if (holder.empty() && is_own) holder = device.user;
    if (!holder.empty()) writes.push_back(plain_write(blank, reserved::assigned, holder, device.device));
}

std::vector<Write> status_writes(const RecordState& state, const std::string& status, const std::string& reason,
                                 DeviceId writer) {
    std::vector<Write> writes{plain_write(state, reserved::status, status, writer)};
    if (reason != forms::shown_text(state, reserved::reason))
        writes.push_back(plain_write(state, reserved::reason, reason.empty() ? Value() : Value(reason), writer));
    return writes;
}

}  // namespace

Result<FormLibrary::Form> Workbook::form(const FormId& id) {
    if (auto form = replica_.forms().find(id)) return form;
    return Error{ErrorCode::not_found,
                 {"Máy này không có biểu mẫu “" + id + "”. Hãy đồng bộ để nhận biểu mẫu mới.",
                  "This device has no form \"" + id + "\". Sync to receive new forms."}};
}

Result<FormLibrary::Form> Workbook::form_to_fill(const FormId& id) {
    auto held = form(id);
    if (!held || replica_.device().may_write(id)) return held;
    const auto& title = (*held)->definition.title;
    return Error{ErrorCode::refused,
                 {"Vai trò của bạn chỉ được xem “" + title.in("vi", "vi") +
                      "”, không được ghi. Nếu cần ghi, hãy hỏi cán bộ huyện rồi đồng bộ.",
                  "Your role may look at \"" + title.in("en", "vi") +
                      "\" but not write it. If you need to, ask the district, then sync."}};
}

Result<Draft> Workbook::draft(const Uuid& id) {
    auto held = replica_.drafts().find(id);
    if (!held) return Error{ErrorCode::not_found, {"Bản nháp này không còn nữa.", "This draft is no longer there."}};
    if (is_out_of_sight(replica_.device(), *held)) return Error{ErrorCode::refused, drafts_out_of_sight_words(1)};
    return std::move(*held);
}

std::vector<Draft> Workbook::drafts() {
    auto drafts = replica_.drafts().list();
    std::erase_if(drafts, [device = replica_.device()](const Draft& each) { return is_out_of_sight(device, each); });
    return drafts;
}

void Workbook::discard_drafts_out_of_sight() {
    const DeviceInfo device = replica_.device();
    for (const Draft& each : replica_.drafts().list())
        if (is_out_of_sight(device, each)) replica_.discard(each.id);
}

FormLibrary::Form Workbook::form_of_version(const FormId& id, std::uint32_t version) {
    const auto body = replica_.schemas().body("form", id, version);
    return body ? forms::compile_package(*body).form : nullptr;
}

forms::Environment Workbook::environment(Language language) {
    const DeviceInfo device = replica_.device();
    const Instant now = clock_.now() + device.clock_offset;  // a wrong clock must not date the record
    return {.today = date_of(now, viet_nam_offset),
            .now = now,
            .language = language == Language::vi ? "vi" : "en",
            .user = device.user,
            .device = to_string(device.device),
            .utc_offset_min = static_cast<int>(viet_nam_offset / std::chrono::minutes(1))};
}

forms::Instance Workbook::new_instance(const FormLibrary::Form& form, Language language) {
    forms::Environment world = environment(language);
    if (form->reads_last_saved)
        if (const auto last = replica_.log().last_record_of(form->definition.id))
            if (auto sheet = open(*last)) world.last_saved = std::make_shared<const Fields>(std::move(sheet->answers));
    return {form, std::move(world)};
}

forms::Instance Workbook::instance_over(const FormLibrary::Form& form, const Fields& answers, Language language) {
    return {form, environment(language), answers};
}

Result<AreaCode> Workbook::area_or_own(const AreaCode& area) {
    const DeviceInfo device = replica_.device();
    if (area.empty()) {
        if (device.areas.empty())
            return Error{ErrorCode::refused, {"Bạn chưa được giao địa bàn nào.", "You have not been given any area."}};
        return device.areas.front();
    }
    const AreaTree& areas = replica_.areas();
    if (!areas.contains(area))
        return Error{ErrorCode::not_found,
                     {"Không có địa bàn mã “" + area + "”.", "There is no area with code \"" + area + "\"."}};
    if (!areas.is_within_any(area, device.areas))
        return Error{
            ErrorCode::refused,
            {"Địa bàn “" + area + "” không thuộc phạm vi của bạn.", "Area \"" + area + "\" is not one of yours."}};
    return area;
}

std::vector<forms::AnswerError> Workbook::problems_of(const forms::Instance& instance) {
    return instance.is_valid() ? file_problems(replica_, instance) : instance.problems();
}

// The record, or whom the answers are about, was erased by law while the form was open.
Status Workbook::is_wanted_still(const RecordId& record, const forms::Instance* instance) {
    const auto person = instance ? forms::subject_of(instance->form().definition, instance->answers()) : std::nullopt;
    if (!replica_.erased().has(record) && !(person && replica_.erased().has(*person))) return Done{};
    return Error{
        ErrorCode::invalid,
        {"Người hoặc phiếu này đã được xóa theo quy định về dữ liệu cá nhân, nên phiếu không được lưu. Nếu gặp "
         "lại và người đó đồng ý, hãy lập phiếu mới.",
         "This person or record was erased by the law on personal data, so the form is not saved. If you meet "
         "again and the person agrees, start a new record."}};
}

Result<Filled> Workbook::submit(forms::Instance& instance, const AreaCode& wanted_area, std::optional<Uuid> draft) {
    const auto area = area_or_own(wanted_area);
    if (!area) return area.error();
    const RecordId record = draft.value_or(make_uuid_v7(clock_.now()));
    if (Status wanted = is_wanted_still(record, &instance); !wanted) return wanted.error();
    if (auto problems = problems_of(instance); !problems.empty())
        return Filled{record, "invalid", std::move(problems), std::nullopt};
    const forms::FormDefinition& form = instance.form().definition;
    const RecordState blank{record, form.id, {}, {}};
    const DeviceId device = replica_.device().device;
    std::vector<Write> writes = forms::writes_for(form, blank, instance.answers_to_save(), device);
    writes.push_back(plain_write(blank, reserved::area, *area, device));
    writes.push_back(plain_write(blank, reserved::status, "submitted", device));
    begin_case(replica_.device(), "", blank, writes);
    replica_.save({record, form.id, form.version, std::move(writes), draft}, clock_.now());
    return Filled{record, "submitted", {}, std::nullopt};
}

// A form has grown a question since, or a merge has left answers that do not agree: what was wrong before, and is not
// touched now, must not keep a new phone number out. The server judges in the same way (inspect.h).
std::vector<forms::AnswerError> Workbook::problems_of_edit(const RecordState& seen, const forms::Instance& instance) {
    auto problems = problems_of(instance);
    const forms::FormDefinition& definition = instance.form().definition;
    if (problems.empty()) return problems;
    const auto known = replica_.forms().find(definition.id);
    const bool is_newest = known && known->definition.version == definition.version;
    const auto form = is_newest ? known : form_of_version(definition.id, definition.version);
    if (!form) return problems;
    const Fields before = forms::shown_answers(definition, seen), after = instance.answers();
    const auto standing = instance_over(form, before, Language::vi).problems();
    std::erase_if(problems, [&](const forms::AnswerError& problem) {
        const Value *was = find(before, problem.path), *is = find(after, problem.path);
        const bool is_touched = (was ? *was : Value()) != (is ? *is : Value());
        return !is_touched && std::find(standing.begin(), standing.end(), problem) != standing.end();
    });
    return problems;
}

Result<Filled> Workbook::correct(const RecordState& seen, forms::Instance& instance, std::optional<Uuid> draft) {
    const RecordId record = seen.id;
    if (Status wanted = is_wanted_still(record, &instance); !wanted) return wanted.error();
    if (auto problems = problems_of_edit(seen, instance); !problems.empty())
        return Filled{record, "invalid", std::move(problems), std::nullopt};
    const forms::FormDefinition& form = instance.form().definition;
    const Fields answers = instance.answers_to_save();
    const DeviceId device = replica_.device().device;
    const std::string status = forms::shown_text(seen, reserved::status);
    if (form.settings.kind == forms::FormKind::event) {
        const RecordId next = make_uuid_v7(clock_.now());
        const RecordState blank{next, form.id, {}, {}};
        std::vector<Write> writes = forms::writes_for(form, blank, answers, device);
        writes.push_back(plain_write(blank, reserved::area, forms::shown_text(seen, reserved::area), device));
        writes.push_back(plain_write(blank, reserved::status, "submitted", device));
        writes.push_back(plain_write(blank, reserved::corrects, to_string(record), device));
        begin_case(replica_.device(), forms::shown_text(seen, reserved::assigned), blank, writes);
        replica_.save({next, form.id, form.version, std::move(writes), draft}, clock_.now());
        // The new one is what is looked at from now on. Cut off before this, the old one only asks once more.
        if (status == status::returned)
            if (const auto answered = set_status(record, std::string(status::submitted), ""); !answered)
                return answered.error();
        return Filled{next, "submitted", {}, record};
    }
    std::vector<Write> writes = forms::writes_for(form, seen, answers, device);
    if (const auto now = replica_.records().shown(record)) forms::count_on(form, seen, *now, device, writes);
    const bool is_answered = status == status::returned || (status == status::checked && !writes.empty());
    if (is_answered)
        for (Write& answer : status_writes(seen, std::string(status::submitted), "", device))
            writes.push_back(std::move(answer));
    if (const auto saved = write(seen, std::move(writes), draft); !saved) return saved.error();
    return Filled{record, is_answered ? std::string(status::submitted) : status, {}, std::nullopt};
}

Result<Filled> Workbook::keep_draft(forms::Instance& instance, const AreaCode& wanted_area) {
    const auto area = area_or_own(wanted_area);
    if (!area) return area.error();
    const forms::FormDefinition& form = instance.form().definition;
    const Instant now = clock_.now();
    const Draft draft{make_uuid_v7(now), form.id, form.version, std::nullopt, std::nullopt, *area, now, now};
    replica_.drafts().open(draft, instance.answers());
    std::vector<Attachment> attached;
    for (const NamedValue& answer : instance.answers()) collect_attachments(answer.value, attached);
    replica_.blobs().hold(draft.id, attached);
    return Filled{draft.id, "draft", instance.problems(), std::nullopt};
}

// A record that nobody else has keeps its id; a refused edit goes on from what the record shows now.
Draft Workbook::draft_of_refused(const FormLibrary::Form& form, const RecordState& written) {
    const Instant now = clock_.now();
    const auto own = area_or_own(forms::shown_text(written, reserved::area));
    const auto any = own ? own : area_or_own("");
    Draft draft{written.id, written.form, form->definition.version, std::nullopt, std::nullopt, any ? *any : "",
                now,        now};
    auto shown = replica_.records().shown(written.id);
    const auto corrected = parse_uuid(forms::shown_text(written, reserved::corrects));
    if (!shown && corrected) shown = replica_.records().shown(*corrected);
    if (!shown) return draft;
    draft.id = make_uuid_v7(now);
    draft.record = shown->id;
    draft.area = forms::shown_text(*shown, reserved::area);
    draft.seen = std::move(*shown);
    return draft;
}

Result<Reopened> Workbook::reopen_refused(const RecordId& record) {
    std::vector<LoggedChange> refused = replica_.log().refused_changes_of(record);
    std::erase_if(refused,
                  [](const LoggedChange& logged) { return logged.state != LogState::refused || !logged.is_readable; });
    if (refused.empty())
        return Error{ErrorCode::not_found,
                     {"Không còn gì bị từ chối ở phiếu này: đã mở lại thành nháp hoặc máy chủ đã nhận.",
                      "Nothing of this record is refused any more: it is a draft again, or the server has it."}};
    const auto form = form_to_fill(refused.front().change.form);
    if (!form) return form.error();
    RecordState written{record, refused.front().change.form, {}, {}};
    for (const LoggedChange& logged : refused) nuong::apply(written, logged.change);
    const Draft draft = draft_of_refused(*form, written);
    const forms::FormDefinition& definition = (*form)->definition;
    Fields answers = draft.seen && draft.record == record ? forms::shown_answers(definition, *draft.seen) : Fields();
    for (const NamedValue& field : forms::shown_answers(definition, written))
        if (!draft.seen || forms::policy_of(definition, field.name) != Policy::counter)  // its own part is counted on
            set(answers, field.name, field.value);
    if (!replica_.drafts().find(draft.id)) replica_.drafts().open(draft, answers);
    replica_.log().take_up(record);
    return Reopened{draft.id, words_of_refusal(refused.back().code, refused.back().reason)};
}

Result<RecordSheet> Workbook::open(const RecordId& record) {
    auto state = replica_.records().shown(record);
    if (!state) return no_such_record(record);
    RecordSheet sheet{record, replica_.forms().find(state->form), std::move(*state), {}, "", "", {}};
    sheet.area = forms::shown_text(sheet.state, reserved::area);
    sheet.status = forms::shown_text(sheet.state, reserved::status);
    if (sheet.form) {
        sheet.answers = forms::shown_answers(sheet.form->definition, sheet.state);
        sheet.conflicts = forms::conflicts_of(sheet.form->definition, sheet.state);
    }
    return sheet;
}

Result<Save> Workbook::save_of(const RecordState& state, std::vector<Write> writes) {
    if (Status wanted = is_wanted_still(state.id, nullptr); !wanted) return wanted.error();
    const FormLibrary::Form form = replica_.forms().find(state.form);
    return Save{state.id, state.form, form ? form->definition.version : 0, std::move(writes), std::nullopt};
}

Status Workbook::write(const RecordState& state, std::vector<Write> writes, std::optional<Uuid> draft) {
    if (writes.empty()) {  // nothing was changed: nothing is saved
        if (draft) replica_.discard(*draft);
        return Done{};
    }
    auto save = save_of(state, std::move(writes));
    if (!save) return save.error();
    save->draft = draft;
    replica_.save(*save, clock_.now());
    return Done{};
}

Status Workbook::write_all(const std::vector<RecordId>& records, const WritesFor& writes_for) {
    std::vector<Save> saves;
    for (const RecordId& record : records) {
        const auto sheet = open(record);
        if (!sheet) return sheet.error();
        auto writes = writes_for(*sheet);
        if (!writes) return writes.error();
        auto save = save_of(sheet->state, std::move(*writes));
        if (!save) return save.error();
        saves.push_back(std::move(*save));
    }
    replica_.save_all(saves, clock_.now());
    return Done{};
}

Status Workbook::set_status(const RecordId& record, const std::string& status, const std::string& reason) {
    const auto sheet = open(record);
    if (!sheet) return sheet.error();
    const DeviceId device = replica_.device().device;
    return write(sheet->state, status_writes(sheet->state, status, reason, device), std::nullopt);
}

Status Workbook::review(const RecordId& record, const std::string& status, const std::string& comment) {
    const auto sheet = open(record);
    if (!sheet) return sheet.error();
    if (!replica_.device().may_review(sheet->state.form)) return may_not_review(sheet->form);
    if (status == status::returned && comment.empty())
        return Error{ErrorCode::invalid,
                     {"Hãy viết cần sửa gì, để người ghi biết.", "Say what is to be put right, for whoever wrote it."}};
    return set_status(record, status, comment);
}

Status Workbook::check_all(const std::vector<RecordId>& records) {
    const DeviceInfo device = replica_.device();
    return write_all(records, [&](const RecordSheet& sheet) -> Result<std::vector<Write>> {
        if (!device.may_review(sheet.state.form)) return may_not_review(sheet.form);
        return status_writes(sheet.state, std::string(status::checked), "", device.device);
    });
}

Status Workbook::link_same(const RecordId& record, const std::optional<RecordId>& other) {
    if (other && (*other == record || !replica_.records().listing(*other))) return no_such_record(*other);
    if (!other || !replica_.records().listing(record)) return write_same(record, other);
    RecordId from = end_that_counts(record), to = end_that_counts(*other);
    if (from == to) return Done{};
    const auto is_here = [&](const RecordId& id) { return replica_.records().listing(id).has_value(); };
    const bool is_turned = from != record && from < to && is_here(to);
    if (is_turned || !is_here(from)) std::swap(from, to);
    return write_same(from, to);
}

Status Workbook::write_same(const RecordId& record, const std::optional<RecordId>& other) {
    const auto sheet = open(record);
    if (!sheet) return sheet.error();
    const Value value = other ? Value(to_string(*other)) : Value();
    return write(sheet->state, {plain_write(sheet->state, reserved::same_as, value, replica_.device().device)},
                 std::nullopt);
}

std::optional<RecordId> Workbook::same_as(const RecordId& record) {
    const auto state = replica_.records().shown(record);
    if (!state || forms::shown_text(*state, reserved::status) == status::void_) return std::nullopt;
    return parse_uuid(forms::shown_text(*state, reserved::same_as));
}

RecordId Workbook::end_of_same(const RecordId& record) {
    return end_of_links(record, [this](const RecordId& id) { return same_as(id); });
}

// A link to what is void or erased makes nobody one person with anybody who counts: such an end is not built on.
RecordId Workbook::end_that_counts(const RecordId& record) {
    return end_of_links(record, [this](const RecordId& id) -> std::optional<RecordId> {
        const auto next = same_as(id);
        if (!next || replica_.erased().has(*next)) return std::nullopt;
        const auto listing = replica_.records().listing(*next);
        return listing && listing->status == status::void_ ? std::nullopt : next;
    });
}

Status Workbook::set_apart(const RecordId& record, const RecordId& other, bool apart) {
    const auto sheet = open(record);
    if (!sheet) return sheet.error();
    if (record == other || !replica_.records().listing(other)) return no_such_record(other);
    return write(sheet->state,
                 {plain_write(sheet->state, Path(reserved::other_than) + to_string(other), Value(apart),
                              replica_.device().device)},
                 std::nullopt);
}

Status Workbook::assign_all(const std::vector<RecordId>& records, const UserId& user) {
    const DeviceId device = replica_.device().device;
    return write_all(records, [&](const RecordSheet& sheet) -> Result<std::vector<Write>> {
        return std::vector{plain_write(sheet.state, reserved::assigned, user, device)};
    });
}

Result<Value> Workbook::value_of_head(const RecordId& record, const Path& path, Dot dot) {
    const auto sheet = open(record);
    if (!sheet) return sheet.error();
    if (const Register* reg = sheet->state.find(path))
        for (const Head& head : reg->heads)
            if (head.dot == dot) return head.value;
    return Error{ErrorCode::not_found,
                 {"Giá trị này không còn nữa: có người đã quyết định trước. Hãy mở lại phiếu.",
                  "That value is no longer there: somebody decided before. Open the record again."}};
}

Status Workbook::resolve_all(const std::vector<FieldPlace>& fields, const Value& value) {
    std::map<RecordId, std::vector<Path>> paths;
    for (const FieldPlace& field : fields) paths[field.record].push_back(field.path);
    std::vector<RecordId> records;
    for (const auto& [record, unused] : paths) records.push_back(record);
    const DeviceId device = replica_.device().device;
    return write_all(records, [&](const RecordSheet& sheet) -> Result<std::vector<Write>> {
        if (!sheet.form) return form(sheet.state.form).error();
        std::vector<Write> writes;
        for (const Path& path : paths[sheet.record]) {
            if (!sheet.state.find(path))
                return Error{ErrorCode::not_found,
                             {"Phiếu không có trường “" + path + "”.", "The record has no field \"" + path + "\"."}};
            writes.push_back(forms::resolution(sheet.form->definition, sheet.state, path, value, device));
        }
        return writes;
    });
}

std::shared_ptr<const Photo> Workbook::preview(const Attachment& attachment) {
    constexpr std::size_t previews_max = 32;
    if (const auto known = previews_.find(attachment.blob); known != previews_.end()) return known->second;
    auto photo = preview_of(replica_, attachment);
    if (!photo) return photo;  // it may come yet
    if (previews_.size() >= previews_max) previews_.clear();
    return previews_[attachment.blob] = std::move(photo);
}

}  // namespace nuong::client
