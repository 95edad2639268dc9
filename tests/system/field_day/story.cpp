#include "tests/system/field_day/story.h"

#include <cstdio>
#include <filesystem>
#include <fstream>

namespace nuong::testing {
namespace {

const std::vector<Person> people{
    {"lan", "outreach_worker", "089"}, {"binh", "outreach_worker", "089"}, {"hoa", "volunteer", "089"}};
constexpr int demo_people = 60;  // who live there already, so that the lists are not empty
constexpr int demo_months = 6;
const char* const vo_lao = "03061";
const char* const nam_chay = "03076";

// The half-year that today lies in.
std::string period() {
    const std::time_t now = std::time(nullptr) + 7 * 3600;
    std::tm day{};
    gmtime_r(&now, &day);
    return std::to_string(day.tm_year + 1900) + (day.tm_mon < 6 ? "-H1" : "-H2");
}

Json person(const std::string& name, int birth_year, const std::string& sex) {
    return {{"full_name", name}, {"birth_year", birth_year}, {"sex", sex}, {"risk_group", "complex_area"}};
}

Json never_used() {
    Json q1;
    for (const char* substance : {"tobacco", "alcohol", "cannabis", "cocaine", "ats", "inhalant", "sedative",
                                  "hallucinogen", "opioid", "other"})
        q1[substance] = "no";
    return q1;
}

// The strongest answers to every question about opioids: score 39, high risk.
Json high_risk_interview(const std::string& person_id) {
    Json q1 = never_used();
    q1["opioid"] = "yes";
    return {{"person", person_id},
            {"setting", "standalone"},
            {"consent", "yes"},
            {"q1", q1},
            {"q2", {{"opioid", "6"}}},
            {"q3", {{"opioid", "6"}}},
            {"q4", {{"opioid", "7"}}},
            {"q5", {{"opioid", "8"}}},
            {"q6", {{"opioid", "recent"}}},
            {"q7", {{"opioid", "recent"}}},
            {"q8", "never"},
            {"next_step", "refer"}};
}

// Weekly drinking with a little trouble: alcohol 4 + 4 + 3 = 11, the lowest moderate score.
Json moderate_drinker_interview(const std::string& person_id) {
    Json q1 = never_used();
    q1["alcohol"] = "yes";
    return {{"person", person_id},
            {"setting", "standalone"},
            {"consent", "yes"},
            {"q1", q1},
            {"q2", {{"alcohol", "4"}}},
            {"q3", {{"alcohol", "4"}}},
            {"q4", {{"alcohol", "0"}}},
            {"q5", {{"alcohol", "0"}}},
            {"q6", {{"alcohol", "past"}}},
            {"q7", {{"alcohol", "never"}}},
            {"q8", "never"},
            {"next_step", "brief"}};
}

}  // namespace

void Story::step(const std::string& vi, const std::string& en) {
    std::printf("\n\033[1m%2d. %s\033[0m\n    %s\n", ++step_, vi.c_str(), en.c_str());
    std::fflush(stdout);
}

void Story::detail(const std::string& text) const { std::printf("      %s\n", text.c_str()); }

void Story::check(bool holds, const std::string& what, const Json& instead) {
    if (!holds) throw StoryBroken("step " + std::to_string(step_) + ": " + what + "; instead: " + instead.dump());
}

std::string Story::add(const std::string& name, const std::string& form, const std::string& area, const Json& answers) {
    const Json added = district_.device(name, {"record", "add", form, "--area", area}, answers);
    check(added["status"] == "submitted", form + " is stored", added);
    records_.push_back(added["record"]);
    return added["record"];
}

double Story::figure(const Json& report, const std::string& row) const {
    for (const Json& line : report["rows"])
        if (line["id"] == row) return line["value"].get<double>();
    throw StoryBroken("the report has no row " + row);
}

Json Story::report() {
    return district_.server({"report", "R3", "--area", "089", "--period", period(), "--format", "json"});
}

void Story::found_district() {
    step("Huyện Văn Bàn (dữ liệu mẫu sáu tháng) lập máy chủ, phát mã ghi danh cho Lan, Bình và Hoa.",
         "Văn Bàn district (six made-up months) sets up its server and gives codes to Lan, Bình and Hoa.");
    district_.found(people);
    district_.settle(demo_people, demo_months);
    district_.open_server();
    for (const Person& who : people) {
        district_.enrol(who);
        detail(who.name + " (" + who.role + "): " + district_.home(who.name));
    }
}

void Story::play_day() {
    report_before_ = report();
    morning();
    offline_visits();
    edits_apart();
    evening_sync();
    decide();
    compare_devices();
    hand_in_report();
}

void Story::morning() {
    step("Buổi sáng, còn mạng: Lan ghi ông Vàng Seo Phử, Hoa mở một buổi truyền thông; mọi máy đồng bộ.",
         "Morning, with signal: Lan registers Mr Vàng Seo Phử, Hoa opens a session; every device syncs.");
    person_ = add("lan", "person_register", vo_lao, person("Vàng Seo Phử", 1985, "male"));
    session_ = add("hoa", "communication_activity", vo_lao,
                   {{"kind", "event"},
                    {"event",
                     {{"type", "session"},
                      {"topics", "drug rehab"},
                      {"count_mode", "tally"},
                      {"attendees", {{"residents_male", 10}, {"residents_female", 12}}}}}});
    sync_all();
    const Json found = district_.device("binh", {"record", "list", "person_register", "--search", "vang seo phu"});
    bool there = false;
    for (const Json& row : found) there = there || row["record"] == person_;
    check(there, "Bình finds the man by typing his name without marks", found);
}

void Story::offline_visits() {
    step("Vào bản, mất sóng: thử đồng bộ thì máy báo chưa có mạng và không mất gì.",
         "Into the villages, no signal: a sync says so and nothing is lost.");
    district_.close_server();
    const Json offline = district_.device("lan", {"sync"}, nullptr, 3);
    check(offline["outcome"] == "offline", "the sync reports offline", offline);

    step("Lan và Bình mỗi người ghi người mới và hỏi ASSIST; phiếu tự tính điểm và mức nguy cơ.",
         "Lan and Bình each register people and ask the ASSIST questions; the form computes scores and bands.");
    const std::string sua = add("lan", "person_register", vo_lao, person("Giàng Thị Súa", 1992, "female"));
    const std::string chao = add("lan", "person_register", nam_chay, person("Lý Láo Sử", 1978, "male"));
    const std::string duong = add("binh", "person_register", nam_chay, person("Đặng Văn Dương", 1999, "male"));
    const std::string high = add("lan", "screening_assist", vo_lao, high_risk_interview(sua));
    add("lan", "screening_assist", nam_chay, moderate_drinker_interview(chao));
    const std::string moderate = add("binh", "screening_assist", nam_chay, moderate_drinker_interview(duong));
    const Json shown = district_.device("lan", {"record", "show", high});
    check(shown["values"]["score"]["opioid"] == 39 && shown["values"]["band"]["opioid"] == "high",
          "opioids: 39 points, high risk", shown["values"]);
    const Json drinker = district_.device("binh", {"record", "show", moderate});
    check(drinker["values"]["score"]["alcohol"] == 11 && drinker["values"]["band"]["alcohol"] == "moderate",
          "alcohol: 11 points, moderate risk", drinker["values"]);
    detail("Giàng Thị Súa: opioid 39, high · Lý Láo Sử, Đặng Văn Dương: alcohol 11, moderate");
    const Json refused =
        district_.device("binh", {"record", "add", "person_register", "--area", nam_chay}, {{"full_name", "X"}}, 1);
    check(!refused["errors"].empty(), "a form that is not complete is not stored and says why", refused);
}

void Story::edits_apart() {
    step("Cùng sửa hồ sơ ông Phử: Lan ghi địa chỉ, Bình ghi nghề nghiệp, và mỗi người một số điện thoại.",
         "Both edit Mr Phử: Lan the address, Bình the occupation, and each another phone number.");
    district_.device("lan", {"record", "edit", person_, "--set", "address=Bản Mường Vầu", "--set", "phone=0912000111"});
    district_.device("binh", {"record", "edit", person_, "--set", "occupation=farmer", "--set", "phone=0987000222"});
    step("Hoa và Lan đếm ở hai cửa: Hoa thêm 3 nam, Lan thêm 5 nam.",
         "Hoa and Lan count at two doors: Hoa adds 3 men, Lan adds 5.");
    district_.device("hoa", {"record", "edit", session_, "--set", "event/attendees/residents_male=13"});
    district_.device("lan", {"record", "edit", session_, "--set", "event/attendees/residents_male=15"});
}

void Story::sync_all() {
    for (int round = 0; round < 2; ++round)
        for (const Person& who : people) {
            const Json synced = district_.device(who.name, {"sync"});
            check(synced["outcome"] == "ok" && synced["refused"] == 0, who.name + " syncs", synced);
            if (round == 0)
                detail(who.name + ": gửi " + synced["pushed"].dump() + ", nhận " + synced["received"].dump() +
                       " · sent " + synced["pushed"].dump() + ", received " + synced["received"].dump());
        }
}

void Story::evening_sync() {
    step("Tối về xã, có mạng: mọi máy đồng bộ.", "Evening at the commune office, signal again: every device syncs.");
    district_.open_server();
    sync_all();
    for (const char* name : {"lan", "binh"}) {
        const Json shown = district_.device(name, {"record", "show", person_});
        check(shown["values"]["address"] == "Bản Mường Vầu" && shown["values"]["occupation"] == "farmer",
              "both edits of different fields are there", shown);
        check(shown["conflicts"].size() == 1 && shown["conflicts"][0]["path"] == "phone",
              "the phone number is in conflict", shown);
        std::string both;
        for (const Json& head : shown["conflicts"][0]["heads"]) both += head["value"].get<std::string>() + " ";
        check(both.find("0912000111") != std::string::npos && both.find("0987000222") != std::string::npos,
              "both phone numbers are shown", shown);
    }
    detail(
        "Khác trường: đã gộp. Cùng trường: cả hai số điện thoại hiện trên cả hai máy. · Different fields merged; both "
        "numbers are shown on both devices.");
    for (const Person& who : people) {
        const Json shown = district_.device(who.name, {"record", "show", session_});
        check(shown["values"]["event"]["attendees"]["residents_male"] == 18, "10 + 3 + 5 men have added up to 18",
              shown["values"]);
    }
    detail("10 + 3 + 5 = 18");
}

void Story::decide() {
    step("Lan gọi hỏi lại, chọn số của Bình; mọi máy đồng bộ lại.",
         "Lan asks again and takes Bình's number; every device syncs again.");
    const Json conflicts = district_.device("lan", {"conflict", "list"});
    std::string dot;
    for (const Json& conflict : conflicts)
        if (conflict["record"] == person_ && conflict["path"] == "phone")
            for (const Json& head : conflict["heads"])
                if (head["value"] == "0987000222") dot = head["dot"];
    check(!dot.empty(), "the conflict list offers both values", conflicts);
    const Json resolved = district_.device("lan", {"conflict", "resolve", person_, "phone", "--take", dot});
    check(resolved["value"] == "0987000222", "the value taken stands", resolved);
    sync_all();
}

void Story::compare_devices() {
    step("Các máy giữ cùng một dữ liệu, không còn mâu thuẫn của hôm nay.",
         "The devices hold identical records, and today's conflict is gone.");
    for (const std::string& record : records_) {
        const Json on_lan = district_.device("lan", {"record", "show", record});
        const Json on_binh = district_.device("binh", {"record", "show", record});
        check(on_lan == on_binh, "record " + record + " is the same on both devices", {on_lan, on_binh});
        check(on_lan["conflicts"].empty(), "nothing waits for a decision", on_lan);
    }
    const Json again = district_.device("lan", {"sync"});
    check(again["requests"] == 1 && again["pushed"] == 0 && again["received"] == 0,
          "a further sync is one request with nothing in it", again);
    detail(std::to_string(records_.size()) + " phiếu giống nhau · records identical");
}

void Story::hand_in_report() {
    step("Huyện lập báo cáo kỳ: người theo diện, sàng lọc theo chất và mức nguy cơ, buổi truyền thông, theo xã.",
         "The district makes its period report: people by category, screenings by substance and band, sessions, by "
         "commune.");
    const Json now = report();
    const auto grew = [&](const std::string& row, double by) {
        const double difference = figure(now, row) - figure(report_before_, row);
        check(difference == by, row + " grew by " + std::to_string(by), difference);
    };
    grew("people_high_risk", 4);
    grew("screenings_all", 3);
    grew("band_opioid_high", 1);
    grew("band_alcohol_moderate", 2);
    grew("band_alcohol_low", 1);  // Súa never drank: 0 points is low risk
    grew("sessions", 1);
    grew("attendees", 18 + 12);
    const std::string base = district_.home("BC_" + period() + "_VanBan");
    const std::string text = district_.server_text(
        {"report", "R3", "--area", "089", "--period", period(), "--format", "text", "--out", base + ".txt"});
    district_.server_text(
        {"report", "R3", "--area", "089", "--period", period(), "--format", "xlsx", "--out", base + ".xlsx"});
    check(std::filesystem::file_size(base + ".txt") > 500, "the text report is written", text);
    std::ifstream xlsx(base + ".xlsx", std::ios::binary);
    char magic[2] = {};
    xlsx.read(magic, 2);
    check(magic[0] == 'P' && magic[1] == 'K', "the workbook is written", base);
    std::ifstream in(base + ".txt");
    for (std::string line; std::getline(in, line);) std::printf("      %s\n", line.c_str());
    detail("→ " + base + ".txt, .xlsx");
    const Json verified = district_.server({"verify"});
    check(verified["ok"] == true, "the server's records follow from its changes", verified);
}

void Story::leave_conflict_for_window() {
    step("Để bạn thử: Lan và Bình lại ghi khác nhau về ông Phử.",
         "For you to try: Lan and Bình disagree about Mr Phử once more.");
    if (person_.empty()) {
        const Json found =
            district_.device("lan", {"record", "list", "person_register", "--search", "vang seo phu", "--limit", "1"});
        check(!found.empty(), "Mr Phử is on the register", found);
        person_ = found[0]["record"];
    }
    const std::string stamp = std::to_string(std::time(nullptr) % 1000);
    district_.device("lan", {"record", "edit", person_, "--set", "address=Bản Mường Vầu, nhà số " + stamp});
    district_.device("binh", {"record", "edit", person_, "--set", "address=Tổ 3, xã Võ Lao, nhà số " + stamp});
    sync_all();
    add("lan", "person_register", vo_lao, person("Hoàng Thị Mai", 1995, "female"));
}

}  // namespace nuong::testing
