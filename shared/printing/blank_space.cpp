#include "shared/printing/blank_space.h"

#include "shared/printing/print_words.h"

namespace nuong::printing {
namespace {

using forms::FieldType;

constexpr std::size_t ticked_choices_max = 40;  // longer lists are written by hand
constexpr std::size_t short_letters = 38;       // half a line
constexpr std::size_t cell_choices_max = 3, cell_letters = 14;
constexpr int digits_usual = 4, digits_max = 12;

const std::vector<forms::Choice>& choices_of(const forms::CompiledForm& form, int node) {
    static const std::vector<forms::Choice> none;
    const forms::ChoiceList* list = form.plan(node).list;
    return forms::is_select(form.node(node).type) && !form.node(node).itemset && list ? list->choices : none;
}

Ticks ticks_of(const forms::CompiledForm& form, int node, const std::string& language) {
    Ticks ticks;
    ticks.in_columns = true;
    for (std::string& label : choice_labels(form, node, language)) {
        if (letters_in(label) > short_letters) ticks.in_columns = false;
        ticks.ticks.push_back({std::move(label)});
    }
    return ticks;
}

// As many as the largest number has that the form accepts, where it says one.
int digits_of(const forms::CompiledForm& form, int node) {
    if (has_word(form.node(node).appearance, "thousands-sep")) return digits_max;
    const int valid = form.plan(node).valid;
    const int at = valid < 0 ? -1 : form.vertices[static_cast<std::size_t>(valid)].expression;
    if (at < 0) return digits_usual;
    for (const forms::Term& term : form.expressions[static_cast<std::size_t>(at)].terms) {
        if (term.op != forms::Op::at_most && term.op != forms::Op::less) continue;
        const forms::Term& bound = form.expressions[static_cast<std::size_t>(at)].terms[term.arguments[1]];
        const auto* most = bound.op == forms::Op::constant ? bound.constant.as<std::int64_t>() : nullptr;
        if (most && *most > 0) return std::min(digits_max, static_cast<int>(std::to_string(*most).size()));
    }
    return digits_usual;
}

bool is_day(const forms::Node& node) { return node.type == FieldType::date || node.data_type == "partial_date"; }
bool is_signature(const forms::Node& node) {
    return node.control == "upload" && has_word(node.appearance, "signature");
}

}  // namespace

std::vector<std::string> choice_labels(const forms::CompiledForm& form, int node, const std::string& language) {
    std::vector<std::string> labels;
    for (const forms::Choice& choice : choices_of(form, node))
        labels.push_back(choice.label.empty() ? choice.name
                                              : choice.label.in(language, form.definition.default_language));
    return labels;
}

Space blank_space(const forms::CompiledForm& form, int node, const std::string& language) {
    const forms::Node& written = form.node(node);
    const std::size_t choices = choices_of(form, node).size();
    if (choices > 0 && choices <= ticked_choices_max) return ticks_of(form, node, language);
    if (written.type == FieldType::acknowledge) return Ticks{{{said({"Có", "Yes"}, language)}}, true};
    if (written.type == FieldType::integer) return DigitBoxes{{digits_of(form, node)}, ""};
    if (is_day(written)) return DigitBoxes{{2, 2, 4}, "/"};
    if (written.data_type == "time") return DigitBoxes{{2, 2}, ":"};
    if (is_signature(written)) return Lines{3};
    return Lines{has_word(written.appearance, "multiline") ? 4 : 1};
}

Space blank_cell(const forms::CompiledForm& form, int node, const std::string& language) {
    const forms::Node& written = form.node(node);
    if (is_day(written)) return Written{"      /      /"};
    if (written.data_type == "time") return Written{"      :"};
    if (written.type == FieldType::acknowledge) return Ticks{{{""}}, false};
    const std::size_t choices = choices_of(form, node).size();
    if (choices == 0 || choices > cell_choices_max) return Written{};
    Ticks ticks = ticks_of(form, node, language);
    for (const Tick& tick : ticks.ticks)
        if (letters_in(tick.label) > cell_letters) return Written{};
    ticks.in_columns = false;
    return ticks;
}

std::string choices_beside(const forms::CompiledForm& form, int node, const std::string& language) {
    const std::size_t choices = choices_of(form, node).size();
    if (choices == 0 || choices > ticked_choices_max) return "";
    if (std::holds_alternative<Ticks>(blank_cell(form, node, language))) return "";
    std::string text;
    for (const Tick& tick : ticks_of(form, node, language).ticks) text += (text.empty() ? "" : " · ") + tick.label;
    return text;
}

std::string how_to_answer(const forms::CompiledForm& form, int node, const std::string& language) {
    const forms::Node& written = form.node(node);
    if (written.type == FieldType::select_multiple && written.control == "rank")
        return said({"Ghi số thứ tự 1, 2, 3 … vào trước mỗi ý.", "Write 1, 2, 3 … before each."}, language);
    if (written.type == FieldType::select_multiple)
        return said({"Đánh dấu mọi ý đúng.", "Tick all that apply."}, language);
    if (written.data_type == "partial_date")
        return said({"Phần nào không rõ thì để trống.", "Leave blank what is not known."}, language);
    if (is_day(written)) return said({"ngày / tháng / năm", "day / month / year"}, language);
    if (written.type == FieldType::record_ref)
        return said({"Ghi tên hoặc mã của phiếu đó.", "Write the name or the code of that record."}, language);
    if (has_word(written.appearance, "area"))
        return said({"Ghi tên xã, huyện, tỉnh.", "Write the names of commune, district and province."}, language);
    if (is_signature(written)) return said({"Ký vào đây.", "Sign here."}, language);
    if (written.control == "upload")
        return said({"Gắn tệp trên máy khi nhập phiếu.", "Attach the file on the device when this is entered."},
                    language);
    return "";
}

}  // namespace nuong::printing
