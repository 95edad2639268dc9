#include "client/app/frozen_versions.h"

#include <algorithm>

#include "client/app/area_choice.h"
#include "client/app/phrases.h"
#include "client/app/report_views.h"
#include "shared/base/local_text.h"
#include "shared/base/time_zone.h"
#include "shared/reports/issue_states.h"
#include "shared/reports/report_signers.h"
#include "shared/reports/week_counts.h"

namespace nuong::client {
namespace {

using DeskAsk = protocol::ReportsRequest::Ask;

std::string version_title(std::uint32_t version, Language language) {
    return (language == Language::vi ? "Phiên bản " : "Version ") + std::to_string(version);
}

Tone tone_of_state(std::string_view state) {
    if (state == "draft") return Tone::neutral;
    return state == "checked" ? Tone::info : Tone::good;
}

// What a person does who takes it one step on.
Message step_words(std::string_view state) {
    if (state == "checked") return {"Kiểm tra xong", "Checked"};
    if (state == "signed") return {"Ký", "Sign"};
    if (state == "sent") return {"Đã gửi", "Sent"};
    return {};
}

// Four eyes: who has frozen or checked it does not sign it. The server says so as well.
bool has_had_a_part(const protocol::ReportVersion& version, const UserId& user) {
    return std::any_of(version.steps.begin(), version.steps.end(),
                       [&](const protocol::ReportStep& step) { return step.who == user; });
}

std::string versions_subject(const FrozenVersions& known, const AreaTree& areas, Language language) {
    return joined(area_text(areas, known.wish.area, language), period_text(known.wish.period, language));
}

VersionRow version_row(const FrozenVersions& known, std::size_t at, const VersionReader& reader, Language language) {
    const protocol::ReportVersion& version = known.versions[at];
    const bool vi = language == Language::vi;
    const std::string& state = version.steps.back().state;
    VersionRow row{
        .version = version.version,
        .title = version_title(version.version, language),
        .state = {words_of_state(state).in(language), tone_of_state(state)},
        .note = version.note,
        .with_now = {vi ? "So với hiện tại" : "Compare with now", CompareVersions{version.version, 0}, false},
        .save = {vi ? "Lưu tệp" : "Save a file", OpenVersionFile{version.version}, false}};
    for (const protocol::ReportStep& step : version.steps)
        row.steps.push_back(words_of_state(step.state).in(language) + ": " + step.who + ", " + day_and_time(step.at));
    if (version.replaces)
        row.replaces = (vi ? "Thay cho phiên bản " : "In the place of version ") + std::to_string(*version.replaces);
    if (at > 0)
        row.with_before = Command{vi ? "So với bản trước" : "Compare with the one before",
                                  CompareVersions{known.versions[at - 1].version, version.version}, false};
    const std::string next(state_after(state));
    if (reports::is_for_signers(next) && known.no_signing != Message()) row.no_next = known.no_signing.in(language);
    else if (next == "signed" && has_had_a_part(version, reader.user))
        row.no_next = vi ? "Bạn đã chốt hoặc kiểm tra bản này nên không ký; người ký phải là một người khác."
                         : "You have frozen or checked it and do not sign it; somebody else must.";
    else if (!next.empty())
        row.next = Command{step_words(next).in(language), AdvanceVersion{version.version, next}, true};
    return row;
}

// What it means, and what to think of before.
std::vector<std::string> about_freezing(const FrozenVersions& known, const VersionReader& reader, Language language) {
    const bool vi = language == Language::vi;
    std::vector<std::string> lines{
        vi ? "Máy chủ của huyện lập báo cáo từ mọi phiếu đã gửi về, rồi giữ lại. Từ đó không số nào trong bản ấy thay "
             "đổi nữa; điều ghi sau này thì chốt thành một phiên bản mới."
           : "The district's server makes the report of all records that were sent to it, and keeps it. From then on "
             "nothing in that version changes any more; what is written later goes into a new one."};
    if (reader.waiting > 0)
        lines.push_back(vi ? "Máy này còn " + grouped(language, reader.waiting) +
                                 " lần lưu chưa gửi: hãy đồng bộ trước."
                           : std::to_string(reader.waiting) + " saves on this device are not sent yet: sync first.");
    if (known.wish.period.last >= reader.today)
        lines.push_back(vi ? "Kỳ này chưa kết thúc." : "This period is not over yet.");
    return lines;
}

Message asking_words(const VersionWish& wish) {
    const std::string version = std::to_string(wish.request.version);
    switch (wish.request.ask) {
        case DeskAsk::freeze:
            return {"Máy chủ đang lập và chốt báo cáo…", "The server is making and freezing the report…"};
        case DeskAsk::advance: return {"Đang báo máy chủ…", "Telling the server…"};
        case DeskAsk::table:
            if (wish.compares) return {"Đang so sánh…", "Comparing…"};
            return {"Đang tải phiên bản " + version + "…", "Loading version " + version + "…"};
        case DeskAsk::list: break;
    }
    return {"Đang hỏi máy chủ của huyện…", "Asking the district's server…"};
}

std::string side_words(std::uint32_t version, Language language) {
    const bool vi = language == Language::vi;
    if (version == 0) return vi ? "hiện tại" : "now";
    return (vi ? "phiên bản " : "version ") + std::to_string(version);
}

std::string side_title(std::uint32_t version, Language language) {
    if (version == 0) return language == Language::vi ? "Hiện tại" : "Now";
    return version_title(version, language);
}

// A number as people here write it; "<5*" and words stay what they are.
FigureCell side_cell(const std::string& text, Language language) {
    const std::string sign = text.ends_with('%') ? "%" : "", plain = text.substr(0, text.size() - sign.size());
    const bool is_number = plain.find_first_of("0123456789") != std::string::npos &&
                           plain.find_first_not_of("-.0123456789") == std::string::npos;
    return {is_number ? number_text(language, plain) + sign : text, is_number};
}

}  // namespace

bool FrozenVersions::is_of(const ReportWish& other) const {
    return wish.report == other.report && wish.area == other.area && wish.period == other.period;
}

const protocol::ReportVersion* FrozenVersions::find(std::uint32_t version) const {
    const auto at =
        std::find_if(versions.begin(), versions.end(), [&](const auto& each) { return each.version == version; });
    return at == versions.end() ? nullptr : &*at;
}

bool FrozenVersions::may_be_frozen() const {
    return may_be_of_chosen_days || reports::calendar_period(wish.period).has_value();
}

protocol::ReportsRequest FrozenVersions::question(DeskAsk ask) const {
    return {.ask = ask,
            .report = wish.report,
            .area = wish.area,
            .period = reports::calendar_period(wish.period).value_or(wish.period).code};
}

Message why_no_signing(Replica& replica, const std::string& report) {
    const auto outline = reports::outline_of(replica.schemas().body("report", report).value_or(""), report);
    if (!outline) return {};
    const std::vector<std::string> roles = replica.schemas().bodies("roles");
    const Status may = reports::may_advance(roles, *outline, replica.device().role, "signed");
    return may ? Message() : may.error().message;
}

bool only_reads(const VersionWish& wish) {
    return wish.request.ask == DeskAsk::list || wish.request.ask == DeskAsk::table;
}

Message told_of(const VersionWish& wish, const VersionNews& news, const AreaTree& areas) {
    if (wish.request.ask == DeskAsk::advance) {
        const std::string version = std::to_string(wish.request.version);
        const Message state = words_of_state(wish.request.state);
        return {"Phiên bản " + version + ": " + state.vi + ".", "Version " + version + ": " + state.en + "."};
    }
    if (wish.request.ask != DeskAsk::freeze || news.versions.empty()) return {};
    const std::string version = std::to_string(news.versions.back().version);
    Message told =
        news.is_there_already
            ? Message{"Không chốt thêm: mọi số liệu vẫn như phiên bản " + version + ", bản nháp của bạn.",
                      "Nothing more was frozen: all figures are those of version " + version + ", your draft."}
            : Message{"Đã chốt phiên bản " + version + ". Từ nay nội dung không đổi nữa.",
                      "Froze version " + version + ". It does not change any more."};
    if (news.unlocked.empty()) return told;
    const Message names = reports::names_of(areas, news.unlocked);
    told.vi += " Kỳ này chưa khóa ở: " + names.vi + ".";
    told.en += " The period is not locked in: " + names.en + ".";
    return told;
}

Message told_of(const VersionWish& wish, const Error& error) {
    if (error.code != ErrorCode::unreachable) return error.message;
    Message told{"Các bản đã chốt nằm ở máy chủ của huyện, nên việc này cần có mạng. " + error.message.vi,
                 "Frozen versions lie at the district's server, so this needs a network. " + error.message.en};
    if (only_reads(wish)) return told;
    told.vi += " Chưa rõ máy chủ đã làm hay chưa: hãy xem lại danh sách. Làm lại cũng không bị trùng.";
    told.en +=
        " Whether the server has done it is not known: look at the list again. Doing it again makes no second "
        "one.";
    return told;
}

VersionsView versions_view(const FrozenVersions& known, const VersionReader& reader, const AreaTree& areas,
                           Language language) {
    const bool vi = language == Language::vi;
    VersionsView view{.title = joined(known.wish.report, known.title.in(language)),
                      .subject = versions_subject(known, areas, language),
                      .empty_text = vi ? "Chưa có bản nào được chốt." : "No version was frozen yet.",
                      .may_ask = known.may_be_frozen()};
    if (known.asking) {
        view.asking = asking_words(*known.asking).in(language);
        view.may_stop = true;
    }
    if (known.result)
        view.result = Badge{known.result->in(language), known.kind == NoticeKind::error     ? Tone::danger
                                                        : known.kind == NoticeKind::success ? Tone::good
                                                        : known.kind == NoticeKind::warning ? Tone::warning
                                                                                            : Tone::info};
    if (!known.heard) {
        view.empty_text.clear();
        return view;
    }
    view.heard =
        (vi ? "Theo máy chủ của huyện lúc " : "As the district's server said on ") + day_and_time(*known.heard);
    view.may_freeze = view.may_ask;
    view.note_bytes_max = protocol::note_bytes_max;
    view.freezing = about_freezing(known, reader, language);
    for (std::size_t i = known.versions.size(); i > 0; --i)
        view.versions.push_back(version_row(known, i - 1, reader, language));
    return view;
}

DifferenceView difference_view(const FrozenVersions& known, const AreaTree& areas, Language language) {
    const bool vi = language == Language::vi;
    DifferenceView view{.title = joined(known.wish.report, known.title.in(language)),
                        .subject = versions_subject(known, areas, language)};
    const VersionWish compared = known.compared.value_or(VersionWish());
    const std::string before = side_title(compared.request.version, language),
                      after = side_title(compared.other, language);
    const auto lines = reports::lines_of(known.difference, language);
    view.below = reports::came_and_went(known.difference, language);
    view.about = before + (vi ? " so với " : " beside ") + side_words(compared.other, language);
    if (known.difference.is_empty()) view.below = {vi ? "Mọi số liệu đều như nhau." : "All figures are the same."};
    for (const reports::DifferenceLine& line : lines) {
        if (view.tables.empty() || view.tables.back().title != line.section)
            view.tables.push_back({.form = {},
                                   .title = line.section,
                                   .head = {{"", vi ? "Chỉ tiêu" : "Indicator"},
                                            {"", vi ? "Đơn vị" : "Unit"},
                                            {"", vi ? "Số liệu" : "Figure"},
                                            {"", before},
                                            {"", after}}});
        view.tables.back().lines.push_back({.cells = {{line.row},
                                                      {line.unit},
                                                      {line.part},
                                                      side_cell(line.before, language),
                                                      side_cell(line.after, language)}});
    }
    return view;
}

}  // namespace nuong::client
