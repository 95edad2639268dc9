// What answers is not what was expected: a portal's page, a cut line, nonsense, nobody, or the wrong certificate.
#include <catch2/catch_test_macros.hpp>
#include <cstdlib>

#include "tests/system/stories/fake_server.h"
#include "tests/system/stories/village.h"

using namespace nuong::testing;

namespace {

bool says(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST_CASE("Whatever answers in the server's place, the device says so, keeps everything, and syncs when it is back") {
    Village village;
    village.open_server();
    village.enrol("lan");
    village.add_person("lan", "Vàng Seo Phử");
    village.kill_server();
    const std::string json = "application/json";
    struct Case {
        std::string name, answer, vi, en;
        int exit_code = 3;
        int pause_ms = 0;
    };
    const std::vector<Case> cases{
        {"a portal's page", http_answer("200 OK", "text/html", "<html>Xin mời đăng nhập Wi-Fi</html>"),
         "không hiểu được", "makes no sense"},
        {"a redirect", "HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n", "", ""},
        {"JSON of another kind", http_answer("200 OK", json, R"({"epoch":5,"areas":"all"})"), "không hiểu được",
         "makes no sense"},
        {"very deep JSON", http_answer("200 OK", json, std::string(200'000, '[')), "không hiểu được", "makes no sense"},
        {"a page that claims to be packed",
         http_answer("200 OK", "application/zstd", "\x28\xB5\x2F\xFD" + std::string(64, '\xFF')), "không hiểu được",
         "makes no sense"},
        {"acknowledges what was never sent",
         http_answer("200 OK", json, R"({"version":1,"epoch":"x","time":"2026-01-01T00:00:00.000Z","acked":99})"), "",
         ""},
        {"a cut answer", "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n{\"epoch\"", "an toàn trên máy này",
         "safe on this device"},
        {"not HTTP", "SSH-2.0-OpenSSH_9.2\r\n", "an toàn trên máy này", "safe on this device"},
        {"hangs up at once", "", "an toàn trên máy này", "safe on this device"},
        {"dies slowly", "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{", "an toàn trên máy này", "safe on this device",
         3, 5},
        {"broken inside", http_answer("500 Internal Server Error", "text/plain", "oops"), "", ""},
        {"busy",
         http_answer("503 Service Unavailable", json,
                     R"({"error":{"code":"busy","message":{"vi":"Máy chủ đang bận.","en":"Busy."}}})"),
         "Máy chủ đang bận.", "Busy."},
        {"does not know the device",
         http_answer("401 Unauthorized", json,
                     R"({"error":{"code":"unknown_token","message":{"vi":"Hãy đăng ký lại.","en":"Enrol again."}}})"),
         "Hãy đăng ký lại.", "Enrol again.", 4},
    };
    for (const Case& bad : cases) {
        const FakeServer fake(village.port(), bad.answer, std::chrono::milliseconds(bad.pause_ms));
        const auto synced = village.run("lan", {"sync"});
        CAPTURE(bad.name, synced.out, synced.err);
        CHECK(synced.exit_code == bad.exit_code);
        CHECK(at(synced.out, "/outcome") == (bad.exit_code == 4 ? "refused" : "offline"));
        CHECK(at(synced.out, "/pushed") == "0");
        CHECK_FALSE(synced.err.empty());
        CHECK(says(synced.err, bad.vi));
        CHECK(says(village.run("lan", {"--lang", "en", "sync"}).err, bad.en));
        CHECK(at(village.ask("lan", {"status"}), "/pending") == "1");
    }
    const auto nobody = village.run("lan", {"sync"});
    CHECK(nobody.exit_code == 3);
    CHECK(says(nobody.err, "an toàn trên máy này"));
    village.open_server();
    CHECK(at(village.ask("lan", {"sync"}), "/pushed") == "1");
}

TEST_CASE("An enrolment whose answer was lost works again with the same code on the same device, and only there") {
    Village village;
    village.open_server();
    const std::string code = village.code("lan");
    village.kill_server();
    for (const std::string& answer :
         {std::string(), http_answer("200 OK", "text/html", "<html></html>"), std::string("HTTP/1.1 200 OK\r\nCont")}) {
        const FakeServer fake(village.port(), answer);
        const auto lost = village.run("lan", {"enroll", village.url(), code});
        CAPTURE(answer, lost.err);
        CHECK(lost.exit_code == 3);
        CHECK_FALSE(lost.err.empty());
    }
    village.open_server();
    CHECK(at(village.ask("lan", {"enroll", village.url() + "#" + code}), "/user") == "lan");  // as a QR code says it
    CHECK(village.run("binh", {"enroll", village.url(), code}).exit_code == 4);
}

TEST_CASE("The server turns away what is too large, cut off or no request at all, and goes on") {
    Village village;
    village.open_server();
    village.enrol("lan");
    const std::string head = "POST /v1/sync HTTP/1.1\r\nHost: x\r\nContent-Length: ";
    CHECK(says(raw_exchange(village.port(), head + "99999999999\r\n\r\nx"), " 413 "));
    CHECK(says(raw_exchange(village.port(), "rubbish\r\n\r\n"), " 400 "));
    CHECK(says(raw_exchange(village.port(), "GET /" + std::string(100'000, 'x') + " HTTP/1.1\r\n\r\n"), " 4"));
    raw_exchange(village.port(), head + "1000\r\n\r\n{\"device\"");  // cut off: whatever it says, nothing is done
    const auto bad_token =
        "POST /v1/sync HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer x\r\nContent-Length: 2\r\n\r\n{}";
    CHECK(says(raw_exchange(village.port(), bad_token), " 401 "));
    const auto bad_enrol = "POST /v1/enroll HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\n{\"a\":";
    CHECK(says(raw_exchange(village.port(), bad_enrol), " 400 "));
    village.add_person("lan", "Vàng Seo Phử");
    CHECK(at(village.ask("lan", {"sync"}), "/pushed") == "1");
}

TEST_CASE("Whoever asks without pause with one token is told to wait a minute, and a worker's sync goes on") {
    Village village;
    village.open_server();
    village.enrol("lan");
    const std::string ask = "POST /v1/sync HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + std::string(43, 'A') +
                            "\r\nContent-Length: 2\r\n\r\n{}";
    std::string many;
    for (int i = 0; i < 200; ++i) many += ask;
    std::string answers;
    for (int i = 0; i < 70; ++i) answers = raw_exchange(village.port(), many);
    CHECK(says(answers, " 429 "));
    CHECK(says(answers, "Retry-After: 60"));
    CHECK(says(answers, "too_often"));
    village.add_person("lan", "Vàng Seo Phử");
    CHECK(at(village.ask("lan", {"sync"}), "/pushed") == "1");
}

TEST_CASE("Whoever speaks plain JSON is answered in plain JSON; frames are for those who ask for them") {
    Village village;
    village.open_server();
    const auto post = [&](const std::string& path, const std::string& headers, const std::string& body) {
        return raw_exchange(village.port(), "POST " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n" + headers +
                                                "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body);
    };
    const std::string enrolled =
        post("/v1/enroll", "",
             R"({"protocol":1,"device":"00000000000000a1","device_name":"x","code":")" + village.code("lan") + "\"}");
    const std::size_t at = enrolled.find("\"token\":\"");
    REQUIRE(at != std::string::npos);
    const std::string token = enrolled.substr(at + 9, enrolled.find('"', at + 9) - at - 9);
    const std::string bearer = "Authorization: Bearer " + token + "\r\n";
    const std::string request =
        R"({"protocol":1,"device":"00000000000000a1","cursors":[],"catalogue":"","grants":"","clock":0})";
    const std::string plain = post("/v1/sync", bearer, request);
    CAPTURE(plain);
    CHECK(says(plain, " 200 "));
    CHECK(says(plain, "application/json"));
    CHECK(says(plain, "\r\n\r\n{"));
    CHECK(says(post("/v1/sync", bearer + "Accept: application/zstd\r\n", request), "Content-Type: application/zstd"));
}

TEST_CASE("A certificate that nobody vouches for is refused; with the district's file it is trusted") {
    Village village;
    village.make_certificate("127.0.0.1");
    village.open_server();
    REQUIRE(village.url().starts_with("https://"));
    const std::string code = village.code("lan");
    const auto refused = village.run("lan", {"enroll", village.url(), code});
    CAPTURE(refused.err);
    CHECK(refused.exit_code == 4);
    CHECK(says(refused.err, "chưa gửi gì"));
    CHECK(says(refused.err, "--ca"));
    CHECK(says(refused.err, "Wi-Fi công cộng"));  // as a hotel's network that answers for everybody
    const auto trusted = village.run("lan", {"enroll", village.url(), code, "--ca", village.file("cert.pem")});
    CAPTURE(trusted.err);
    REQUIRE(trusted.exit_code == 0);
    make_pin_cheap(village.home("lan"), Village::pin);
    village.add_person("lan", "Vàng Seo Phử");
    CHECK(at(village.ask("lan", {"sync"}), "/pushed") == "1");  // the file is remembered
}

TEST_CASE(
    "A certificate that does not fit the date of the device sends whoever reads it to the clock, not for a file") {
    Village village;
    const std::string made =
        "faketime '2016-03-02 08:00:00' openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1"
        " -nodes -days 30 -subj /CN=district -addext subjectAltName=IP:127.0.0.1 -keyout '" +
        village.file("key.pem") + "' -out '" + village.file("cert.pem") + "' 2>/dev/null";
    if (std::system("faketime --help >/dev/null 2>&1") != 0) SKIP("clocks cannot be set here (package faketime)");
    REQUIRE(std::system(made.c_str()) == 0);
    village.open_server();
    const auto refused =
        village.run("lan", {"enroll", village.url(), village.code("lan"), "--ca", village.file("cert.pem")});
    CAPTURE(refused.err);
    CHECK(refused.exit_code == 4);
    CHECK(says(refused.err, "ngày giờ của máy"));
    CHECK_FALSE(says(refused.err, "--ca"));
}
