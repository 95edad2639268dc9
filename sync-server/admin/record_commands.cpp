// record list, record show, record file: what the store holds, for the operator's eyes, or for what a user may see.
#include <charconv>
#include <map>
#include <nlohmann/json.hpp>

#include "shared/base/time_zone.h"
#include "shared/forms/fields_json.h"
#include "shared/forms/instance.h"
#include "shared/forms/record_fields.h"
#include "shared/forms/record_title.h"
#include "shared/model/attachment.h"
#include "shared/protocol/codec.h"
#include "shared/sqlite/durable_file.h"
#include "sync-server/admin/command.h"
#include "sync-server/admin/print.h"
#include "sync-server/admin/record_json.h"
#include "sync-server/core/document_book.h"
#include "sync-server/core/export_records.h"
#include "sync-server/core/inspect.h"
#include "sync-server/core/principal.h"

namespace nuong::admin {
namespace {

using Forms = std::map<FormId, forms::FormPointer>;

// Forms that are in force; a record of an unknown form is still shown, register by register.
Forms forms_of(StoreReader& reader) {
    Forms found;
    for (const DocumentRow& document : reader.documents_in_force())
        if (document.kind == "form")
            if (auto compiled = forms::compile_package(document.body))
                found.emplace(document.id, std::move(compiled.form));
    return found;
}

forms::FormPointer form_of(const Forms& known, const FormId& id) {
    const auto at = known.find(id);
    return at == known.end() ? nullptr : at->second;
}

// As on a device: nested, with what the form calculates.
OrderedJson values_of(const forms::FormPointer& form, const RecordState& state, Instant now, Language language) {
    if (form) {
        const forms::Environment here{.today = date_of(now, viet_nam_offset),
                                      .now = now,
                                      .language = language == Language::vi ? "vi" : "en",
                                      .user = {},
                                      .device = {}};
        const forms::Instance instance(form, here, forms::shown_answers(form->definition, state));
        return OrderedJson(forms::fields_to_json(*form, instance.values()));
    }
    OrderedJson values = OrderedJson::object();
    for (const Register& reg : state.registers)
        if (!is_reserved(reg.path)) values[reg.path] = OrderedJson(to_json(view_of(Policy::latest, reg).shown));
    return values;
}

std::string title_of(const forms::FormPointer& form, const RecordState& state) {
    return form ? forms::title_of(*form, forms::shown_answers(form->definition, state), "vi") : "";
}

Instant newest_time(const RecordState& state) {
    Instant at{};
    for (const Register& reg : state.registers) at = std::max(at, newest_head(reg).at);
    return at;
}

OrderedJson json_of(const Head& head) {
    return {{"value", OrderedJson(to_json(head.value))},
            {"author", head.author},
            {"device", to_string(head.dot.device)},
            {"at", to_string(head.at)},
            {"dot", to_string(head.dot)}};
}

OrderedJson conflicts_of(const forms::FormPointer& form, const RecordState& state) {
    OrderedJson conflicts = OrderedJson::array();
    for (const Register& reg : state.registers) {
        const Policy policy =
            is_reserved(reg.path) || !form ? reserved_policy(reg.path) : forms::policy_of(form->definition, reg.path);
        const RegisterView view = view_of(policy, reg);
        if (!view.has_conflict) continue;
        OrderedJson heads = OrderedJson::array();
        for (const Head& head : reg.heads) heads.push_back(json_of(head));
        conflicts.push_back(
            {{"path", reg.path}, {"shown", OrderedJson(to_json(view.shown))}, {"heads", std::move(heads)}});
    }
    return conflicts;
}

// What is wrong with it as it stands: merged from right parts, or made under a version that asked for less.
OrderedJson errors_of(const forms::FormPointer& form, const RecordState& state, const Context& context) {
    OrderedJson errors = OrderedJson::array();
    for (const forms::AnswerError& error : errors_in(form, state, date_of(context.clock.now(), viet_nam_offset)))
        errors.push_back({{"path", error.path},
                          {"kind", forms::name_of(error.kind)},
                          {"message", error.message.in(context.language())}});
    return errors;
}

Error no_record(const std::string& id) {
    return {ErrorCode::not_found, {"Không có hồ sơ " + id + ".", "There is no record " + id + "."}};
}

std::uint32_t latest_form_version(const std::vector<ChangeRow>& history) {
    std::uint32_t version = 0;
    for (const ChangeRow& row : history)
        if (const auto change = protocol::decode_change(row.body); change && row.verdict.empty())
            version = std::max(version, change->form_version);
    return version;
}

Result<std::size_t> limit_of(const CommandLine& line) {
    if (!line.has("limit")) return std::size_t{100};
    const std::string text = line.value("limit");
    std::size_t limit = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), limit);
    if (error != std::errc() || end != text.data() + text.size() || limit == 0)
        return Error{ErrorCode::usage, {"--limit cần một số từ 1.", "--limit needs a number from 1."}};
    return limit;
}

// Within whose rights somebody at the console reads; nobody's: the operator has the store.
class Eyes {
public:
    static Result<Eyes> of(const CommandLine& line, StoreReader& reader) {
        Eyes eyes;
        if (!line.has("user") && !line.has("area")) return eyes;  // a document that spoils the book hides nothing then
        auto book = make_book(reader.documents_in_force());
        if (!book) return book.error();
        eyes.book_ = std::move(*book);
        if (!line.has("user")) return eyes;
        auto known = principal_of(reader, *eyes.book_, line.value("user"));
        if (const auto* refused = std::get_if<protocol::HttpError>(&known))
            return Error{ErrorCode::refused, refused->message};
        eyes.user_ = std::get<Principal>(std::move(known));
        return eyes;
    }
    bool see(const RecordRow& row) const { return !row.form.empty() && (!user_ || may_see(*user_, book_->areas, row)); }
    bool are_within(const AreaCode& area, const AreaCode& whole) const { return book_->areas.is_within(area, whole); }
    // Whoever holds the store takes what they want.
    Status take_file(StoreReader& reader, const RecordRow& row) const {
        return user_ ? may_take_file(reader, *book_, *user_, row) : Status(Done{});
    }
    std::string noted() const { return user_ ? " for " + user_->user : ""; }

private:
    std::shared_ptr<const DocumentBook> book_;  // when a user or an area is asked for
    std::optional<Principal> user_;
};

struct Filter {
    FormId form;
    AreaCode area;
    std::size_t limit = 0;
};

OrderedJson list_records(StoreReader& reader, const Forms& known, const Eyes& eyes, const Filter& filter) {
    OrderedJson list = OrderedJson::array();
    std::optional<RecordId> after;
    while (list.size() < filter.limit) {
        const auto rows = reader.records(filter.form, after, 200);
        if (rows.empty()) break;
        after = rows.back().id;
        for (const RecordRow& row : rows) {
            if (list.size() == filter.limit) break;
            const bool wanted = eyes.see(row) && (filter.area.empty() || eyes.are_within(row.area, filter.area));
            const auto state = wanted ? protocol::decode_state(row.state) : Result<RecordState>(no_record(""));
            if (!state) continue;
            const auto form = form_of(known, row.form);
            list.push_back({{"record", to_string(row.id)},
                            {"form", row.form},
                            {"area", row.area},
                            {"status", forms::shown_text(*state, reserved::status)},
                            {"title", title_of(form, *state)},
                            {"at", to_string(newest_time(*state))}});
        }
    }
    return list;
}

Result<Attachment> attachment_at(StoreReader& reader, const Eyes& eyes, const RecordId& id, const Path& path) {
    const auto row = reader.record(id);
    if (!row || !eyes.see(*row)) return no_record(to_string(id));
    if (const Status may = eyes.take_file(reader, *row); !may) return may.error();
    const auto state = protocol::decode_state(row->state);
    if (!state) return state.error();
    const auto form = form_of(forms_of(reader), row->form);
    const Fields answers = form ? forms::shown_answers(form->definition, *state) : Fields{};
    const Value* value = find(answers, path);
    const auto attachment = value ? attachment_of(value->text()) : std::nullopt;
    if (attachment) return *attachment;
    return Error{ErrorCode::not_found,
                 {"Trường “" + path + "” của hồ sơ này không có tệp.", "The field \"" + path + "\" has no file."}};
}

}  // namespace

Result<int> record_list(Context& context) {
    const auto limit = limit_of(context.line);
    if (!limit) return limit.error();
    auto store = context.folder.open();
    if (!store) return store.error();
    auto reader = (*store)->read();
    const auto eyes = Eyes::of(context.line, *reader);
    if (!eyes) return eyes.error();
    const Filter filter{context.line.words.empty() ? "" : context.line.words[0], context.line.value("area"), *limit};
    const OrderedJson list = list_records(*reader, forms_of(*reader), *eyes, filter);
    reader.reset();
    context.note(**store, "record_list",
                 filter.form + " " + filter.area + " " + std::to_string(list.size()) + eyes->noted());
    if (context.line.json) {
        print_json(context.out, list);
        return 0;
    }
    std::vector<std::vector<std::string>> rows;
    for (const auto& item : list)
        rows.push_back({item["record"], item["form"], item["area"], item["status"], item["title"], item["at"]});
    const bool vi = context.language() == Language::vi;
    print_table(context.out,
                vi ? std::vector<std::string>{"Hồ sơ", "Phiếu", "Địa bàn", "Trạng thái", "Tên", "Lúc"}
                   : std::vector<std::string>{"Record", "Form", "Area", "Status", "Title", "At"},
                rows);
    return 0;
}

Result<int> record_show(Context& context) {
    const auto id = parse_uuid(context.line.words[0]);
    auto store = context.folder.open();
    if (!store) return store.error();
    auto reader = (*store)->read();
    const auto eyes = Eyes::of(context.line, *reader);
    if (!eyes) return eyes.error();
    const auto row = id ? reader->record(*id) : std::nullopt;
    if (!row || !eyes->see(*row)) return no_record(context.line.words[0]);
    const auto state = protocol::decode_state(row->state);
    if (!state) return state.error();
    const Forms known = forms_of(*reader);
    const auto form = form_of(known, row->form);
    const auto history = reader->changes_of(*id);
    OrderedJson json{{"record", to_string(*id)},
                     {"form", row->form},
                     {"form_version", latest_form_version(history)},
                     {"area", row->area},
                     {"status", forms::shown_text(*state, reserved::status)},
                     {"values", values_of(form, *state, context.clock.now(), context.language())},
                     {"conflicts", conflicts_of(form, *state)},
                     {"errors", errors_of(form, *state, context)}};
    if (context.line.has("history")) {
        json["history"] = OrderedJson::array();
        for (const ChangeRow& change : history) json["history"].push_back(json_of(change));
    }
    reader.reset();
    context.note(**store, "record_show",
                 to_string(*id) + (context.line.has("history") ? " history" : "") + eyes->noted());
    print_json(context.out, json);
    return 0;
}

Result<int> record_file(Context& context) {
    const std::string& path = context.line.words[1];
    if (!context.line.has("out"))
        return Error{ErrorCode::usage, {"Cần --out TỆP: ghi vào đâu?", "--out FILE is needed: where to?"}};
    const auto id = parse_uuid(context.line.words[0]);
    auto store = context.folder.open();
    if (!store) return store.error();
    const auto eyes = Eyes::of(context.line, *(*store)->read());
    if (!eyes) return eyes.error();
    const auto attachment =
        id ? attachment_at(*(*store)->read(), *eyes, *id, path) : Result<Attachment>(no_record(context.line.words[0]));
    if (!attachment) return attachment.error();
    const auto blob = (*store)->read()->blob(attachment->blob);
    if (!blob || !blob->is_whole())
        return Error{ErrorCode::not_found,
                     {"Tệp này chưa về đến máy chủ.", "This file has not reached the server yet."}};
    const std::string bytes =
        (*store)->read()->blob_bytes(attachment->blob, 0, static_cast<std::size_t>(attachment->size));
    context.note(**store, "file_out", to_string(*id) + " " + path + eyes->noted());
    if (const auto written = write_file_durably(context.line.value("out"), bytes); !written) return written.error();
    context.say({"Đã ghi " + context.line.value("out") + ".", "Wrote " + context.line.value("out") + "."});
    return 0;
}

}  // namespace nuong::admin
