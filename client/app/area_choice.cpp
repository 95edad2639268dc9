#include "client/app/area_choice.h"

#include <algorithm>
#include <array>

#include "client/app/phrases.h"
#include "shared/base/text.h"

namespace nuong::client {
namespace {

constexpr std::size_t found_max = 60;

Message type_words(const std::string& type) {
    static const std::array<std::pair<const char*, Message>, 8> words{{
        {"province", {"Tỉnh", "province"}},
        {"district", {"Huyện", "district"}},
        {"city", {"Thành phố", "city"}},
        {"town", {"Thị xã", "town"}},
        {"commune", {"Xã", "commune"}},
        {"ward", {"Phường", "ward"}},
        {"township", {"Thị trấn", "township"}},
        {"hamlet", {"Thôn", "hamlet"}},
    }};
    for (const auto& [name, message] : words)
        if (name == type) return message;
    return {};
}

std::string above_text(const AreaTree& areas, const AreaCode& code, Language language) {
    std::string text;
    for (const AreaCode& above : areas.self_and_above(code)) {
        const Area* area = above == code ? nullptr : areas.find(above);
        if (area) text += (text.empty() ? "" : ", ") + area_title(*area, language);
    }
    return text;
}

bool is_allowed(const AreaTree& areas, const AreaWish& wish, const AreaCode& code) {
    return areas.is_within_any(code, wish.roots);
}

AreaRow row_of(const AreaTree& areas, const Area& area, const AreaWish& wish, Date today, Language language) {
    AreaRow row{.area = area.code, .title = area_title(area, language), .chosen = area.code == wish.chosen};
    row.has_below = !areas.children(area.code).empty();
    if (!wish.query.empty()) row.detail = above_text(areas, area.code, language);
    if (area.valid_to && !areas.is_in_force(area.code, today))
        row.badges.push_back(
            {(language == Language::vi ? "đến hết " : "until ") + date_text(to_string(*area.valid_to)), Tone::neutral});
    return row;
}

// How well the words fit: 0 the name begins so, 1 it stands in the name, 2 only with what lies above. Nothing: not at
// all.
std::optional<int> fitness(const AreaTree& areas, const Area& area, const std::string& wanted) {
    const std::string name = fold_for_search(area.name.vi);
    if (name.starts_with(wanted) || area.official_code == wanted) return 0;
    const std::string titled = fold_for_search(area_title(area, Language::vi));
    if (titled.find(wanted) != std::string::npos) return 1;
    const std::string whole = titled + " " + fold_for_search(above_text(areas, area.code, Language::vi));
    for (std::size_t at = 0; at < wanted.size();) {
        const std::size_t end = std::min(wanted.find(' ', at), wanted.size());
        if (whole.find(wanted.substr(at, end - at)) == std::string::npos) return std::nullopt;
        at = end + 1;
    }
    return 2;
}

struct Fit {
    int fitness = 0;
    bool is_over = false;
    const Area* area = nullptr;
};

void add_found(AreaView& view, const AreaTree& areas, const AreaWish& wish, Date today, Language language) {
    const std::string wanted = fold_for_search(wish.query);
    std::vector<Fit> fits;
    for (const AreaCode& root : areas.outermost(wish.roots))
        for (const AreaCode& code : areas.self_and_below(root))
            if (const Area* area = areas.find(code))
                if (const auto fit = fitness(areas, *area, wanted))
                    fits.push_back({*fit, !areas.is_in_force(code, today), area});
    std::stable_sort(fits.begin(), fits.end(), [](const Fit& a, const Fit& b) {
        return a.fitness != b.fitness ? a.fitness < b.fitness : a.is_over < b.is_over;
    });
    if (fits.size() > found_max) fits.resize(found_max);
    for (const Fit& fit : fits) view.rows.push_back(row_of(areas, *fit.area, wish, today, language));
}

// What lies in it now before what once did.
void add_parts(AreaView& view, const AreaTree& areas, const AreaWish& wish, Date today, Language language) {
    std::vector<AreaCode> parts = wish.inside.empty() ? areas.outermost(wish.roots) : areas.children(wish.inside);
    std::stable_partition(parts.begin(), parts.end(),
                          [&](const AreaCode& code) { return areas.is_in_force(code, today); });
    for (const AreaCode& code : parts)
        if (const Area* area = areas.find(code)) view.rows.push_back(row_of(areas, *area, wish, today, language));
}

void add_way_up(AreaView& view, const AreaTree& areas, const AreaWish& wish, Language language) {
    const bool vi = language == Language::vi;
    if (wish.inside.empty()) return;
    if (areas.outermost(wish.roots).size() > 1) view.above.push_back({"", vi ? "Mọi địa bàn" : "All areas"});
    std::vector<AreaCode> way = areas.self_and_above(wish.inside);
    std::reverse(way.begin(), way.end());
    for (const AreaCode& code : way)
        if (const Area* area = areas.find(code); area && is_allowed(areas, wish, code) && code != wish.inside)
            view.above.push_back({code, area_title(*area, language)});
    if (const Area* area = areas.find(wish.inside); area && is_allowed(areas, wish, wish.inside)) {
        view.inside = area_title(*area, language);
        view.whole = Command{(vi ? "Chọn " : "Choose ") + view.inside, ChooseArea{wish.inside}, false};
    }
}

}  // namespace

std::string area_title(const Area& area, Language language) {
    const Message type = type_words(area.type);
    if (type.vi.empty()) return area.name.in(language);
    return language == Language::vi ? type.vi + " " + area.name.vi : area.name.en + " (" + type.en + ")";
}

std::string area_text(const AreaTree& areas, const std::string& code, Language language) {
    const Area* area = areas.find(code);
    if (!area) return code;
    const std::string above = above_text(areas, code, language);
    return area_title(*area, language) + (above.empty() ? "" : ", " + above);
}

bool asks_for_area(const forms::Node& node) {
    return node.type == forms::FieldType::text && (" " + node.appearance + " ").find(" area ") != std::string::npos;
}

AreaView area_view(const AreaTree& areas, const AreaWish& wish, Date today, Language language) {
    const bool vi = language == Language::vi;
    AreaView view{.question = wish.question,
                  .search_hint = vi ? "Tìm tên xã, huyện (không cần dấu) hoặc mã"
                                    : "Name of a commune or district (marks not needed), or code",
                  .query = wish.query};
    const bool searches = !fold_for_search(wish.query).empty();
    if (searches) {
        add_found(view, areas, wish, today, language);
    } else {
        add_way_up(view, areas, wish, language);
        add_parts(view, areas, wish, today, language);
    }
    if (searches && wish.takes_words)
        view.as_words =
            Command{(vi ? "Ghi nguyên chữ: " : "Write as typed: ") + wish.query, ChooseArea{wish.query}, false};
    view.empty_text = searches ? (vi ? "Không có địa bàn nào như vậy trong phạm vi này. Hãy thử ít chữ hơn."
                                     : "There is no such area here. Try fewer letters.")
                               : (vi ? "Máy này chưa có danh sách địa bàn. Hãy đồng bộ một lần."
                                     : "This device has no list of areas yet. Sync once.");
    return view;
}

AreaCode first_inside(const AreaTree& areas, const std::vector<AreaCode>& roots, const AreaCode& chosen) {
    const auto is_allowed_code = [&](const AreaCode& code) { return areas.is_within_any(code, roots); };
    if (areas.contains(chosen) && is_allowed_code(chosen)) {
        if (!areas.children(chosen).empty()) return chosen;
        const Area* area = areas.find(chosen);
        return area->parent && is_allowed_code(*area->parent) ? *area->parent : "";
    }
    return roots.size() == 1 && !areas.children(roots.front()).empty() ? roots.front() : "";
}

std::vector<AreaCode> outermost_areas(const AreaTree& areas) {
    std::vector<AreaCode> roots;
    for (const Area& area : areas.areas())
        if (!area.parent && std::find(roots.begin(), roots.end(), area.code) == roots.end()) roots.push_back(area.code);
    return roots;
}

}  // namespace nuong::client
