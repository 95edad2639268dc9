// duplicate list, record same, record differ, record unlink.
#include <nlohmann/json.hpp>

#include "client/app/views.h"
#include "client/cli/command.h"
#include "shared/base/harmless_text.h"

namespace nuong::client {
namespace {

OrderedJson likeness_json(const forms::Likeness& likeness) {
    return {{"same_number", likeness.same_number},
            {"same_name", likeness.same_name},
            {"same_area", likeness.same_area},
            {"years_apart", likeness.years_apart}};
}

Result<Output> run_duplicates(const Setting& setting, const Arguments& arguments) {
    constexpr std::size_t pairs_max = 10'000;
    auto open = open_device(setting);
    if (!open) return open.error();
    const FormId form = arguments.positions().empty() ? "person_register" : arguments.position(0);
    if (const auto known = open->workbook.form(form); !known) return known.error();
    Output output;
    output.json = OrderedJson::array();
    open->replica->note({"list", std::nullopt, "duplicates", form}, setting.clock->now());
    const std::vector<Duplicate> found = duplicates(open->workbook, form, pairs_max);
    const std::vector<DuplicateRow> rows = duplicate_rows(open->workbook, found, setting.language);
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const DuplicateRow& row = rows[i];
        OrderedJson json{{"record", to_string(row.record)},
                         {"other", to_string(row.other)},
                         {"form", form},
                         {"title", row.title},
                         {"other_title", row.other_title}};
        json.update(likeness_json(found[i].likeness));
        output.json.push_back(std::move(json));
        output.text += to_string(row.record) + "  " + one_line(row.title) + "\n" + to_string(row.other) + "  " +
                       one_line(row.other_title) + "\n    " + row.why + "\n";
    }
    if (output.text.empty())
        output.text = setting.language == Language::vi ? "Không thấy ai có vẻ bị ghi trùng."
                                                       : "Nobody seems to be registered twice.";
    return output;
}

enum class Link { same, differ, none };

Result<Output> link(const Setting& setting, const Arguments& arguments, Link wanted) {
    auto open = open_device(setting);
    if (!open) return open.error();
    const auto id = record_id(arguments.position(0));
    if (!id) return id.error();
    std::optional<RecordId> other;
    if (wanted != Link::none) {
        const auto named = record_id(arguments.position(1));
        if (!named) return named.error();
        other = *named;
    }
    const Status done =
        wanted == Link::differ ? open->workbook.set_apart(*id, *other, true) : open->workbook.link_same(*id, other);
    if (!done) return done.error();
    const auto sheet = open->workbook.open(*id);
    Output output;
    output.json = {{"record", to_string(*id)}, {"status", sheet ? sheet->status : ""}};
    output.text = to_string(*id);
    return output;
}

CommandSpec linking(const char* name, const char* usage, Message what, std::size_t positions, Link wanted) {
    return {name,
            usage,
            std::move(what),
            {},
            positions,
            positions,
            [wanted](const Setting& setting, const Arguments& arguments) { return link(setting, arguments, wanted); }};
}

}  // namespace

std::vector<CommandSpec> duplicate_commands() {
    return {
        {"duplicate list",
         "[FORM]",
         {"Những người có thể bị ghi hai lần, để người xem quyết định",
          "People who may be registered twice, for a person to decide"},
         {},
         0,
         1,
         run_duplicates},
        linking("record same", "ID OTHER",
                {"Ghi nhận hai phiếu là cùng một người", "Link two records of the same person"}, 2, Link::same),
        linking(
            "record differ", "ID OTHER",
            {"Ghi nhận đây là hai người khác nhau; không hỏi lại nữa", "These are two people; nobody is asked again"},
            2, Link::differ),
        linking("record unlink", "ID", {"Bỏ liên kết trùng", "Take that link back"}, 1, Link::none),
    };
}

}  // namespace nuong::client
