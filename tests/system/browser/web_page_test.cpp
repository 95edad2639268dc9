// An office looks at the server's page with a real browser: the link, the passphrase, every page in both languages on a
// desk and on a phone, a figure, a file, a code for a new device, and out again.
#include <catch2/catch_test_macros.hpp>
#include <nlohmann/json.hpp>
#include <regex>

#include "chromium.h"
#include "tests/support/temporary_folder.h"

using namespace nuong;
using namespace nuong::testing;

namespace {

constexpr const char* passphrase = "suối nguồn chảy qua nương ngô";

// A demo district of the last half year, and a real server.
class Server {
public:
    Server() {
        run({"init", "--schemas", NUONG_SOURCE_DIR "/schemas"});
        run({"demo", "--people", "40", "--months", "6", "--until", "2024-12-31"});
        run({"user", "add", "sep", "--role", "district_staff", "--area", "089"});
        run({"user", "add", "qt", "--role", "admin", "--area", "089"});
        process_.emplace(command({"serve", "--listen", "127.0.0.1:0"}), Environment{}, folder_ / "server.log");
        url_ = process_->read_line();
        REQUIRE(url_.starts_with("http://127.0.0.1:"));
    }
    std::string run(const std::vector<std::string>& words) const {
        const ProcessResult result = run_process(command(words));
        INFO(result.err);
        REQUIRE(result.exit_code == 0);
        return result.out;
    }
    std::string link_for(const std::string& user) const {
        const std::string out = run({"user", "password", user, "--url", url_});
        return out.substr(0, out.find('\n'));
    }
    const std::string& url() const { return url_; }
    std::string folder() const { return folder_.path(); }

private:
    std::vector<std::string> command(const std::vector<std::string>& words) const {
        std::vector<std::string> all{NUONG_BIN_DIR "/nuong-server", "--data", folder_ / "data"};
        all.insert(all.end(), words.begin(), words.end());
        return all;
    }

    test::TemporaryFolder folder_;
    std::optional<RunningProcess> process_;
    std::string url_;
};

void come_in(Chromium& browser, const Server& server, const std::string& user) {
    browser.open(server.link_for(user));
    browser.type("#field-passphrase", passphrase);
    browser.type("#field-again", passphrase);
    browser.press("main button");
    REQUIRE(browser.address() == "/login?set=1");
    browser.type("#field-user", user);
    browser.type("#field-passphrase", passphrase);
    browser.press("main button");
    REQUIRE(browser.address() == "/overview");
}

// Nothing is cut off: what is wider than the page moves in a frame of its own.
void check_fits(Chromium& browser) {
    for (const int width : {1024, 360}) {
        CAPTURE(width, browser.address());
        browser.be_wide(width);
        CHECK(std::stoi(browser.evaluate("return document.documentElement.scrollWidth")) <= width);
    }
    CHECK(browser.evaluate("return [...document.querySelectorAll('input:not([type=hidden]), select')]"
                           ".every(field => document.querySelector(`label[for=\"${field.id}\"]`))") == "true");
    CHECK(browser.evaluate("return [...document.querySelectorAll('th')].every(head => head.scope)") == "true");
    browser.be_wide(1024);
}

void check_pages(Chromium& browser, const Server& server, const std::vector<std::pair<const char*, const char*>>& pages,
                 const std::string& language) {
    for (const auto& [path, title] : pages) {
        CAPTURE(path);
        browser.open(server.url() + path);
        CHECK(browser.text("h1") == title);
        CHECK(browser.evaluate("return document.documentElement.lang") == language);
        check_fits(browser);
    }
}

void read_figures(Chromium& browser, const Server& server) {
    come_in(browser, server, "sep");
    CHECK(browser.text(".who span") == "sep · Cán bộ huyện");
    browser.press_key("\uE004");  // Tab
    CHECK(browser.evaluate("return document.activeElement.className") == "skip");

    const char *indicators = "/indicators?area=089&period=2024-H2",
               *one = "/indicators?area=089&period=2024-H2&row=I01",
               *report = "/reports?report=B01&area=089&period=2024-H2";
    check_pages(browser, server,
                {{"/overview", "Tổng quan"},
                 {indicators, "Chỉ tiêu"},
                 {one, "Chỉ tiêu"},
                 {"/reports", "Báo cáo"},
                 {report, "B01 · Báo cáo"},
                 {"/devices", "Các máy"}},
                "vi");
    browser.press(".who a");
    check_pages(browser, server,
                {{"/overview", "Overview"},
                 {indicators, "Indicators"},
                 {one, "Indicators"},
                 {"/reports", "Reports"},
                 {report, "B01 · Reports"},
                 {"/devices", "Devices"}},
                "en");

    // As a person finds it: chosen from lists, not from an address.
    browser.open(server.url() + "/reports");
    browser.choose("#field-report", "B01");
    browser.choose("#field-area", "089");
    browser.evaluate("document.querySelector('#field-period').add(new Option('2024-H2', '2024-H2', true, true))");
    browser.press("form.choices button");
    const auto counted = nlohmann::json::parse(
        server.run({"--json", "report", "B01", "--area", "089", "--period", "2024-H2", "--user", "sep"}));
    CHECK(browser.text("tr.total td:nth-child(3)") == counted["rows"][0]["numerator"].dump());
    CHECK(counted["rows"][0]["numerator"] > 0);
    browser.click("ul.files a");
    CHECK(browser.downloaded("BC_B01_6TCuoi_2024_VanBan-089.xlsx").starts_with("PK"));

    browser.press(".who button");
    CHECK(browser.address() == "/login");
    browser.open(server.url() + "/overview");
    CHECK(browser.address() == "/login");
}

// A code for a new device; and a device is revoked after a question.
void keep_accounts(Chromium& browser, const Server& server) {
    come_in(browser, server, "qt");
    check_pages(browser, server, {{"/devices", "Devices"}, {"/users", "Accounts"}}, "en");
    browser.open(server.url() + "/devices");
    browser.choose("#field-user", "demo.commune_officer.03061");
    browser.press("main form button");
    CHECK(browser.text("h1") == "Enrolment code for demo.commune_officer.03061");
    CHECK(std::regex_match(browser.text(".code-text"), std::regex("([A-Z0-9]{4}-){2}[A-Z0-9]{4}")));
    CHECK(std::stod(browser.evaluate("return document.querySelector('svg.code').getBoundingClientRect().width")) > 150);
    CHECK(browser.text("code") == server.url());
    check_fits(browser);

    browser.open(server.url() + "/devices");
    browser.press("tbody a");
    check_fits(browser);
    const std::string id = browser.evaluate("return document.querySelector('input[name=device]').value");
    browser.press("button.grave");
    CHECK(browser.address() == "/devices");
    const auto devices = nlohmann::json::parse(server.run({"--json", "device", "list"}));
    for (const auto& device : devices)
        if (device["device"] == id) CHECK(device["standing"] == "revoked");
    browser.open(server.url() + "/users");
    browser.type("#field-user", "lan.namchay");
    browser.choose("#field-role", "outreach_worker");
    browser.choose("#field-area", "03076");
    browser.press("main form button");
    CHECK(browser.address() == "/users");
    CHECK(browser.evaluate("return [...document.querySelectorAll('tbody th')].some(cell => cell.textContent == "
                           "'lan.namchay')") == "true");
    browser.press("tbody a");
    check_fits(browser);
}

}  // namespace

TEST_CASE(
    "an office reads its figures and keeps its devices in a browser, which asks nobody else and complains of nothing") {
    const Server server;
    Chromium browser(server.folder());
    read_figures(browser, server);
    keep_accounts(browser, server);

    const auto asked = browser.requests();
    CHECK(asked.size() > 20);
    for (const std::string& address : asked) {
        CAPTURE(address);
        CHECK((address.starts_with(server.url() + "/") || address.starts_with("data:") ||
               address.starts_with("chrome://")));  // its own first page
    }
    const auto complaints = browser.complaints();
    CAPTURE(complaints);
    CHECK(complaints.empty());
}
