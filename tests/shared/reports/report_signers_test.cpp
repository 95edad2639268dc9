// Who signs a report that was handed in: as the published roles say, and in a province whose roles are older than that.
#include "shared/reports/report_signers.h"

#include <catch2/catch_test_macros.hpp>

using namespace nuong;
using namespace nuong::reports;

namespace {

std::string role(const std::string& id, const std::string& rights) {
    return R"({"id":")" + id + R"(","name_vi":"Vai )" + id + R"(","name_en":"Role )" + id +
           R"(","write":[],"read":[])" + rights + "}";
}

std::vector<std::string> document(const std::string& roles) {
    return {R"({"kind":"roles","id":"roles","version":1,"roles":[)" + roles + "]}"};
}

ReportDefinition report_of(std::vector<std::string> duty) {
    ReportDefinition report;
    report.id = "R1";
    report.duty = std::move(duty);
    return report;
}

std::string signers(const std::vector<std::string>& documents, const ReportDefinition& report) {
    std::string names;
    for (const Message& each : signers_of(documents, report)) names += (names.empty() ? "" : ", ") + each.en;
    return names;
}

}  // namespace

TEST_CASE("the right to sign is a role's, within what is its duty; everybody whose duty it is checks") {
    const auto roles =
        document(role("worker", "") + "," + role("officer", R"(,"signs":true)") + "," +
                 role("desk", R"(,"desk":true,"signs":true)") + "," + role("clinic", R"(,"signs":true)"));
    const ReportDefinition report = report_of({"worker", "desk", "officer"});
    CHECK(signers(roles, report) ==
          "Role officer, Role desk");  // in the order of the roles; the clinic does not make it
    for (const char* state : {"checked", "draft", "burnt"}) CHECK(may_advance(roles, report, "worker", state));
    for (const char* state : {"signed", "sent"}) {
        CAPTURE(state);
        CHECK(may_advance(roles, report, "officer", state));
        const Status no = may_advance(roles, report, "worker", state);
        REQUIRE_FALSE(no);
        CHECK(no.error().code == ErrorCode::refused);
        CHECK(no.error().message.vi ==
              "Vai trò “Vai worker” không ký báo cáo R1 và không ghi là đã gửi. Người ký là: Vai officer, Vai desk.");
        CHECK(no.error().message.en.ends_with("Those who sign it: Role officer, Role desk."));
    }
    CHECK(signers(roles, report_of({})) == "Role officer, Role desk, Role clinic");
}

TEST_CASE("a province whose roles are older than the right does not lose signing") {
    const ReportDefinition report = report_of({"worker", "desk"});
    const auto with_desk = document(role("worker", "") + "," + role("desk", R"(,"desk":true)"));
    CHECK(signers(with_desk, report) == "Role desk");
    CHECK_FALSE(may_advance(with_desk, report, "worker", "signed"));
    CHECK(may_advance(with_desk, report, "desk", "signed"));
    const auto older = document(role("worker", "") + "," + role("desk", "") + "," + role("tram", R"(,"relay":true)"));
    CHECK(signers(older, report) == "Role worker, Role desk");
    CHECK(may_advance(older, report, "worker", "signed"));
    CHECK(signers(older, report_of({})) == "Role worker, Role desk");  // a relay is nobody

    // One document knows the right: then it holds in all of them.
    std::vector<std::string> both = with_desk;
    both.push_back(document(role("leader", R"(,"signs":true)")).front());
    CHECK(signers(both, report_of({})) == "Role leader");
}

TEST_CASE("where nobody who makes a report may sign it, that is said; a device without roles leaves it to its server") {
    const auto roles = document(role("worker", "") + "," + role("leader", R"(,"signs":true)"));
    const Status no = may_advance(roles, report_of({"worker"}), "worker", "signed");
    REQUIRE_FALSE(no);
    CHECK(no.error().message.vi.find("Chưa có vai trò nào lập báo cáo này mà được ký") != std::string::npos);
    CHECK_FALSE(may_advance(roles, report_of({}), "stranger", "signed"));
    CHECK(may_advance({}, report_of({}), "worker", "signed"));
    CHECK(may_advance(std::vector<std::string>{"[[["}, report_of({}), "worker", "signed"));
}
