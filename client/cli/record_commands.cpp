// record add, edit, show, list, void, restore, same, unlink.
#include <nlohmann/json.hpp>

#include "client/app/duplicates.h"
#include "client/app/period_locks.h"
#include "client/app/phrases.h"
#include "client/app/refused_consent.h"
#include "client/app/restriction.h"
#include "client/cli/command.h"
#include "client/cli/record_json.h"
#include "client/cli/terminal.h"
#include "client/store/area_directory.h"
#include "client/store/listing.h"
#include "shared/base/harmless_text.h"
#include "shared/forms/fields_json.h"
#include "shared/forms/record_day.h"
#include "shared/forms/record_instance.h"
#include "shared/forms/subject.h"

namespace nuong::client {
namespace {

Result<Fields> answers_from(const forms::CompiledForm& form, const std::string& file) {
    if (file.empty()) return Fields{};
    const auto text = read_input(file);
    if (!text) return text.error();
    const auto json = parse_json(*text, file);
    if (!json) return json.error();
    return forms::fields_from_json(form, *json);
}

std::string problems_text(const std::vector<forms::AnswerError>& problems, Language language) {
    std::string text;
    for (const forms::AnswerError& problem : problems)
        text += "  " + problem.path + ": " + problem.message.in(language) + "\n";
    return text;
}

Output filled_output(const Filled& filled, Language language) {
    Output output;
    const bool invalid = filled.status == "invalid";
    output.json = {{"record", invalid ? OrderedJson(nullptr) : OrderedJson(to_string(filled.record))},
                   {"status", filled.status},
                   {"errors", problems_json(filled.problems, language)}};
    if (filled.corrects) output.json["corrects"] = to_string(*filled.corrects);
    output.text = invalid ? (language == Language::vi ? "Phiếu chưa hợp lệ, chưa lưu gì:\n"
                                                      : "The form is not valid, nothing was stored:\n") +
                                problems_text(filled.problems, language)
                          : to_string(filled.record) + "  " + filled.status;
    output.exit_code = invalid ? 1 : 0;
    return output;
}

// "PATH=VALUE" as an answer; VALUE may be "@FILE".
Result<NamedValue> assignment_from(const forms::Instance& instance, const std::string& assignment) {
    const std::size_t equals = assignment.find('=');
    if (equals == std::string::npos || equals == 0)
        return Error{ErrorCode::usage,
                     {"--set cần dạng TRƯỜNG=GIÁ_TRỊ, ví dụ phone=0912345678.",
                      "--set needs PATH=VALUE, for example phone=0912345678."}};
    const std::string path = assignment.substr(0, equals), text = assignment.substr(equals + 1);
    const forms::Node* question = forms::node_of(instance.form().definition, path);
    if (!instance.find(path) && (!question || forms::is_container(question->type)))
        return Error{ErrorCode::invalid,
                     {"Biểu mẫu không có trường “" + path + "”.", "The form has no field \"" + path + "\"."}};
    return NamedValue{path, text.empty() ? Value() : Value(text)};
}

Status set_answers(Replica& replica, forms::Instance& instance, const Fields& given,
                   const std::vector<std::string>& sets, const Uuid& holder) {
    const auto attached = with_files_attached(replica, instance, given, holder);
    if (!attached) return attached.error();
    instance.load(*attached);
    for (const std::string& assignment : sets) {
        const auto named = assignment_from(instance, assignment);
        if (!named) return named.error();
        const auto one = with_files_attached(replica, instance, {*named}, holder);
        if (!one) return one.error();
        if (!instance.find(one->front().name)) instance.load(*one);  // in a row that is not there yet
        else if (const auto set = instance.set(one->front().name, one->front().value); !set) return set.error();
    }
    return Done{};
}

std::vector<Duplicate> lookalikes_of(Workbook& workbook, const forms::Instance& instance, const AreaCode& area) {
    constexpr std::size_t told_max = 5;
    const auto own = workbook.area_or_own(area);
    return lookalikes(workbook, instance.form().definition, instance.answers_to_save(), own ? *own : area, std::nullopt,
                      told_max);
}

// Whoever registers a person is told who stands there already; the record is kept in any case.
void tell_lookalikes(Output& output, Workbook& workbook, const FormId& form, const std::vector<Duplicate>& alike,
                     Language language) {
    if (alike.empty()) return;
    note_lookalikes(workbook.replica(), form, alike, workbook.now());
    output.json["alike"] = OrderedJson::array();
    std::string told =
        language == Language::vi ? "Có thể đã có người này trong sổ:" : "This person may be there already:";
    for (const Duplicate& each : alike) {
        const auto listing = workbook.replica().records().listing(each.other);
        const std::string title = listing ? listing->title : "", why = likeness_text(each.likeness, language);
        output.json["alike"].push_back({{"record", to_string(each.other)}, {"title", title}, {"why", why}});
        told += "\n  " + to_string(each.other) + "  " + one_line(title) + " (" + why + ")";
    }
    told += language == Language::vi ? "\nNếu đúng là một người: nuong record same PHIẾU_MỚI PHIẾU_CŨ."
                                     : "\nIf it is one person: nuong record same NEW OLD.";
    say_aside(told);
}

// Whoever writes about somebody whose data may only be kept is told so; the record is kept in any case.
void tell_restriction(Output& output, Workbook& workbook, const forms::Instance& instance, Language language) {
    const auto subject = forms::subject_of(instance.form().definition, instance.answers());
    const auto restricted = restricted_for(workbook.replica().records(), subject);
    if (!restricted) return;
    output.json["processing_restricted"] = true;
    const Restriction told = restriction_of(workbook, *restricted, true, language);
    say_aside(joined(told.title, told.reason) + ". " + told.allowed);
}

void tell_refused_consent(Output& output, Workbook& workbook, const forms::Instance& instance, Language language) {
    const forms::CompiledForm& form = instance.form();
    const auto subject = forms::subject_of(form.definition, instance.answers());
    const auto told = refused_consent(workbook, form, subject, language);
    if (!told) return;
    output.json["consent_refused"] = form.definition.settings.consent_purpose;
    say_aside(told->title + ". " + told->reason + ". " + told->allowed);
}

// Whoever writes into a period that was handed in is told so; the record is kept in any case.
void tell_locked_period(Output& output, const std::optional<Restriction>& told) {
    if (!told) return;
    output.json["period_locked"] = true;
    say_aside(told->title + ". " + told->reason + ". " + told->allowed);
}

LockQuestion lock_question(Workbook& workbook, const forms::Instance& instance, const AreaCode& area) {
    return {area, instance.form().definition.id, forms::day_of_record(instance.answers(), workbook.now())};
}

Result<Output> run_add(const Setting& setting, const Arguments& arguments) {
    auto open = open_device(setting);
    if (!open) return open.error();
    const auto form = open->workbook.form_to_fill(arguments.position(0));
    if (!form) return form.error();
    const auto answers = answers_from(**form, arguments.value("--answers"));
    if (!answers) return answers.error();
    forms::Instance instance = open->workbook.new_instance(*form, setting.language);
    const Uuid holder = make_uuid_v7(setting.clock->now());
    if (const auto set = set_answers(*open->replica, instance, *answers, {}, holder); !set) return set.error();
    const auto alike = lookalikes_of(open->workbook, instance, arguments.value("--area"));
    const auto filled = arguments.has("--draft")
                            ? open->workbook.keep_draft(instance, arguments.value("--area"))
                            : open->workbook.submit(instance, arguments.value("--area"), std::nullopt);
    if (!filled) return filled.error();
    Output output = filled_output(*filled, setting.language);
    if (filled->status != "invalid")
        tell_lookalikes(output, open->workbook, (*form)->definition.id, alike, setting.language);
    if (filled->status == "invalid") return output;
    tell_restriction(output, open->workbook, instance, setting.language);
    tell_refused_consent(output, open->workbook, instance, setting.language);
    const auto own = open->workbook.area_or_own(arguments.value("--area"));
    tell_locked_period(output,
                       locked_period_of(open->workbook, lock_question(open->workbook, instance, own ? *own : ""), *form,
                                        instance.answers(), setting.language));
    return output;
}

Result<Output> run_edit(const Setting& setting, const Arguments& arguments) {
    auto open = open_device(setting);
    if (!open) return open.error();
    const auto id = record_id(arguments.position(0));
    if (!id) return id.error();
    const auto sheet = open->workbook.open(*id);
    if (!sheet) return sheet.error();
    if (const auto form = open->workbook.form_to_fill(sheet->state.form); !form) return form.error();
    forms::Instance instance = open->workbook.instance_over(sheet->form, sheet->answers, setting.language);
    const auto answers = answers_from(*sheet->form, arguments.value("--answers"));
    if (!answers) return answers.error();
    if (const auto set = set_answers(*open->replica, instance, *answers, arguments.values("--set"), *id); !set)
        return set.error();
    const auto before = open->workbook.replica().records().listing(*id);
    const auto filled = open->workbook.correct(sheet->state, instance, std::nullopt);
    if (!filled) return filled.error();
    Output output = filled_output(*filled, setting.language);
    if (filled->status == "invalid" || !before) return output;
    auto told = locked_period_of_change(open->workbook, *sheet, instance.answers(), setting.language);
    if (sheet->state.form != person_form)
        for (const LockQuestion& each : {LockQuestion{sheet->area, sheet->state.form, before->occurred_on},
                                         lock_question(open->workbook, instance, sheet->area)})
            if (!told) told = locked_period(open->workbook, each, setting.language);
    tell_locked_period(output, told);
    return output;
}

std::string sheet_text(Workbook& workbook, const RecordSheet& sheet, Language language) {
    std::string text =
        to_string(sheet.record) + "  " + sheet.state.form + "  " + sheet.area + "  " + sheet.status + "\n";
    if (!sheet.form) return text;
    for (const NamedValue& value : workbook.instance_over(sheet.form, sheet.answers, language).values())
        if (!value.value.is_blank()) text += "  " + value.name + ": " + one_line(plain_text(value.value)) + "\n";
    if (is_restricted(workbook.replica().records(), sheet.record))
        text += "  ! " + restriction_badge(language).text + "\n";
    for (const forms::FieldConflict& conflict : sheet.conflicts)
        text += (language == Language::vi ? "  ! mâu thuẫn: " : "  ! conflict: ") + conflict.path + "\n";
    for (const forms::AnswerError& error : forms::inconsistencies_in(sheet.form, sheet.state))
        text += (language == Language::vi ? "  ! không khớp: " : "  ! does not fit: ") + error.path + ": " +
                error.message.in(language) + "\n";
    return text;
}

// A draft is shown as a record that nobody else has. One over a record holds all that stands in it: whoever sees the
// draft has read the record.
Result<Output> show_draft(OpenDevice& open, const Draft& draft, Language language) {
    const auto form = open.workbook.form(draft.form);
    if (!form) return form.error();
    if (draft.record) open.replica->note({"read", *draft.record, "draft"}, open.workbook.now());
    const Fields answers = open.replica->drafts().answers(draft.id);
    const forms::Instance instance = open.workbook.instance_over(*form, answers, language);
    Output output;
    output.json = {{"record", to_string(draft.id)},
                   {"form", draft.form},
                   {"form_version", draft.form_version},
                   {"area", draft.area},
                   {"status", "draft"},
                   {"values", forms::fields_to_json(**form, instance.values())},
                   {"conflicts", OrderedJson::array()}};
    output.text = to_string(draft.id) + "  " + draft.form + "  draft";
    return output;
}

Result<Output> run_show(const Setting& setting, const Arguments& arguments) {
    auto open = open_device(setting);
    if (!open) return open.error();
    const auto id = record_id(arguments.position(0));
    if (!id) return id.error();
    const auto draft = open->workbook.draft(*id);
    if (draft) return show_draft(*open, *draft, setting.language);
    if (draft.error().code != ErrorCode::not_found) return draft.error();
    const auto sheet = open->workbook.open(*id);
    if (!sheet) return sheet.error();
    open->replica->note({"read", *id, arguments.has("--history") ? "history" : ""}, setting.clock->now());
    Output output;
    output.json = record_json(open->workbook, *sheet, setting.language);
    output.text = sheet_text(open->workbook, *sheet, setting.language);
    if (arguments.has("--history")) {
        OrderedJson history = history_json(open->workbook, *sheet);
        output.text += history_text(history, open->replica->corrected(setting.clock->now()), setting.language);
        output.json["history"] = std::move(history);
    }
    return output;
}

// Expressions are in the words of one form, so they are compiled once per form that occurs.
class WhereFilter {
public:
    WhereFilter(Workbook& workbook, std::string source) : workbook_(workbook), source_(std::move(source)) {}

    Result<bool> keeps(const Listing& listing) {
        if (source_.empty()) return true;
        const auto sheet = workbook_.open(listing.record);
        if (!sheet || !sheet->form) return false;
        if (const auto ready = compile(*sheet->form); !ready) return ready.error();
        return workbook_.instance_over(sheet->form, sheet->answers, Language::vi)
            .evaluates_true(compiled_.at(listing.form));
    }

private:
    Status compile(const forms::CompiledForm& form) {
        const FormId& id = form.definition.id;
        if (compiled_.contains(id)) return Done{};
        auto expression = forms::compile_expression(form, source_);
        if (!expression) return expression.error();
        compiled_.emplace(id, std::move(*expression));
        return Done{};
    }

    Workbook& workbook_;
    std::string source_;
    std::map<FormId, forms::Expression> compiled_;
};

Result<std::size_t> limit_from(const Arguments& arguments) {
    if (!arguments.has("--limit")) return std::size_t{1'000'000};
    const std::string text = arguments.value("--limit");
    if (text.empty() || text.size() > 9 || text.find_first_not_of("0123456789") != std::string::npos)
        return Error{ErrorCode::usage, {"--limit cần một số.", "--limit needs a number."}};
    return static_cast<std::size_t>(std::stoul(text));
}

Result<Output> run_list(const Setting& setting, const Arguments& arguments) {
    auto open = open_device(setting);
    if (!open) return open.error();
    const auto limit = limit_from(arguments);
    if (!limit) return limit.error();
    ListQuery query;
    if (!arguments.positions().empty()) {
        query.form = arguments.position(0);
        if (const auto form = open->workbook.form(query.form); !form) return form.error();
    }
    query.search = arguments.value("--search");
    query.places = &open->replica->place_names();
    query.limit = 1'000'000;
    const AreaTree& areas = open->replica->areas();
    const AreaCode area = arguments.value("--area");
    WhereFilter where(open->workbook, arguments.value("--where"));
    Output output;
    output.json = OrderedJson::array();
    for (const Listing& listing : open->replica->records().list(query)) {
        if (output.json.size() >= *limit) break;
        if (!area.empty() && !areas.is_within(listing.area, area)) continue;
        const auto kept = where.keeps(listing);
        if (!kept) return kept.error();
        if (!*kept) continue;
        output.json.push_back({{"record", to_string(listing.record)},
                               {"form", listing.form},
                               {"area", listing.area},
                               {"status", listing.status},
                               {"title", listing.title},
                               {"at", to_string(listing.at)}});
        output.text +=
            to_string(listing.record) + "  " + listing.form + "  " + listing.area + "  " + one_line(listing.title);
        if (restricted_for(open->replica->records(), listing)) {
            output.json.back()["processing_restricted"] = true;
            output.text += "  [" + restriction_badge(setting.language).text + "]";
        }
        output.text += "\n";
    }
    // What was searched for is mostly a name, so only how many were shown is kept, and who when it was one.
    const auto only_one =
        output.json.size() == 1 ? parse_uuid(output.json[0]["record"].get<std::string>()) : std::nullopt;
    open->replica->note({"search", only_one, std::to_string(output.json.size()), query.form}, setting.clock->now());
    return output;
}

using SayStatus = Status (Workbook::*)(const RecordId&, const std::string& status, const std::string& reason);

Result<Output> say_status(const Setting& setting, const Arguments& arguments, SayStatus say, std::string_view said) {
    auto open = open_device(setting);
    if (!open) return open.error();
    const auto id = record_id(arguments.position(0));
    if (!id) return id.error();
    const std::string status(said);
    if (const auto done = (open->workbook.*say)(*id, status, arguments.value("--reason")); !done) return done.error();
    Output output;
    output.json = {{"record", to_string(*id)}, {"status", status}};
    output.text = to_string(*id) + "  " + status;
    return output;
}

Result<Output> run_void(const Setting& setting, const Arguments& arguments) {
    if (arguments.value("--reason").empty())
        return Error{ErrorCode::usage,
                     {"Hủy phiếu phải có lý do: --reason", "Voiding a record needs a reason: --reason"}};
    return say_status(setting, arguments, &Workbook::set_status, status::void_);
}

Result<Output> run_restore(const Setting& setting, const Arguments& arguments) {
    return say_status(setting, arguments, &Workbook::set_status, status::submitted);
}

Result<Output> run_check(const Setting& setting, const Arguments& arguments) {
    return say_status(setting, arguments, &Workbook::review, status::checked);
}

Result<Output> run_return(const Setting& setting, const Arguments& arguments) {
    return say_status(setting, arguments, &Workbook::review, status::returned);
}

Result<Output> run_assign(const Setting& setting, const Arguments& arguments) {
    auto open = open_device(setting);
    if (!open) return open.error();
    const auto id = record_id(arguments.position(0));
    if (!id) return id.error();
    if (const auto done = open->workbook.assign(*id, arguments.position(1)); !done) return done.error();
    Output output;
    output.json = {{"record", to_string(*id)}, {"assigned", arguments.position(1)}};
    output.text = to_string(*id) + "  " + arguments.position(1);
    return output;
}

}  // namespace

std::vector<CommandSpec> record_commands() {
    const OptionSpec reason{"--reason"};
    return {
        {"record add",
         "FORM [--answers A.json|-] [--area CODE] [--draft]",
         {"Thêm một phiếu", "Add a record"},
         {{"--answers"}, {"--area"}, {"--draft", false, false}},
         1,
         1,
         run_add},
        {"record edit",
         "ID --set PATH=VALUE ... | --answers A.json",
         {"Sửa một phiếu; phiếu sự kiện đã nộp thì thay bằng phiếu mới",
          "Edit a record; a submitted event is superseded by a new one"},
         {{"--set", true, true}, {"--answers"}},
         1,
         1,
         run_edit},
        {"record show",
         "ID [--history]",
         {"Xem một phiếu", "Show a record"},
         {{"--history", false, false}},
         1,
         1,
         run_show},
        {"record list",
         "[FORM] [--where EXPR] [--search TEXT] [--area CODE] [--limit N]",
         {"Danh sách phiếu; tìm không cần dấu", "List records; search ignores marks"},
         {{"--where"}, {"--search"}, {"--area"}, {"--limit"}},
         0,
         1,
         run_list},
        {"record void",
         "ID --reason T",
         {"Hủy một phiếu (vẫn giữ lịch sử)", "Void a record (history stays)"},
         {reason},
         1,
         1,
         run_void},
        {"record restore", "ID", {"Khôi phục phiếu đã hủy", "Restore a voided record"}, {reason}, 1, 1, run_restore},
        {"record check", "ID", {"Ghi rằng phiếu đã kiểm tra", "Say that a record is checked"}, {}, 1, 1, run_check},
        {"record return",
         "ID --reason T",
         {"Trả phiếu lại cho người ghi, kèm lời nhắn", "Return a record to its worker, with a word"},
         {reason},
         1,
         1,
         run_return},
        {"record assign",
         "ID USER",
         {"Giao hồ sơ cho một người phụ trách", "Give a case to a user"},
         {},
         2,
         2,
         run_assign},
    };
}

}  // namespace nuong::client
