#include "shared/reports/report_chapters.h"

#include <algorithm>
#include <iterator>
#include <string_view>

namespace nuong::reports {
namespace {

struct FormsOfChapter {
    Message title;
    std::vector<std::string_view> forms;  // none: those that stand nowhere else
};

// The titles are those of the plans (for 2023 to 2025 of Cần Thơ and of Bình Sơn), word for word.
const std::vector<FormsOfChapter>& programme() {
    static const std::vector<FormsOfChapter> chapters{
        {{"Tình hình chung", "The situation"}, {"B02"}},
        {{"Tiểu dự án 1: Nâng cao hiệu quả công tác cai nghiện ma túy, quản lý sau cai và hòa nhập cộng đồng cho người "
          "sau cai nghiện ma túy",
          "Sub-project 1: Better rehabilitation, post-rehab supervision and reintegration"},
         {"B01", "B05", "B06", "B07", "B08", "B10"}},
        {{"Tiểu dự án 2: Phòng ngừa nghiện ma túy đối với nhóm người có nguy cơ cao và người sử dụng trái phép chất ma "
          "túy",
          "Sub-project 2: Prevention among people at high risk and illegal drug users"},
         {"B03", "B04"}},
        {{"Nội dung khác", "Other work"}, {}},
        {{"Chỉ tiêu theo kế hoạch", "Indicators of the plans"}, {"B11"}},
    };
    return chapters;
}

bool names(const FormsOfChapter& chapter, std::string_view form) {
    return std::find(chapter.forms.begin(), chapter.forms.end(), form) != chapter.forms.end();
}

std::size_t chapter_of(std::string_view form) {
    const auto& all = programme();
    const auto found = std::find_if(all.begin(), all.end(), [&](const auto& each) { return names(each, form); });
    const auto rest = std::find_if(all.begin(), all.end(), [](const auto& each) { return each.forms.empty(); });
    return static_cast<std::size_t>((found == all.end() ? rest : found) - all.begin());
}

bool is_of_other_form(const ReportTable& table, const ReportSection& section) {
    return !section.form.empty() && section.form != table.report;
}

}  // namespace

std::vector<ReportChapter> chapters_of(const ReportTable& table) {
    const bool has_forms = std::any_of(table.sections.begin(), table.sections.end(),
                                       [&](const auto& section) { return is_of_other_form(table, section); });
    std::vector<ReportChapter> chapters(has_forms ? programme().size() : 1);
    for (std::size_t i = 0; has_forms && i < chapters.size(); ++i) chapters[i].title = programme()[i].title;
    for (std::size_t i = 0; i < table.sections.size(); ++i)
        chapters[has_forms ? chapter_of(table.sections[i].form) : 0].sections.push_back(i);
    std::erase_if(chapters, [](const ReportChapter& chapter) { return chapter.sections.empty(); });
    return chapters;
}

}  // namespace nuong::reports
