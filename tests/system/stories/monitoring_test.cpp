// What a balancer and an operator's monitoring read from a running server, on a good day and while its store is away.
#include <curl/curl.h>

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <chrono>
#include <regex>
#include <sstream>
#include <thread>

#include "shared/base/encoding.h"
#include "shared/sqlite/database.h"
#include "tests/support/patience.h"
#include "tests/support/postgres_server.h"
#include "tests/system/stories/village.h"

using namespace nuong::testing;

namespace {

struct Fetched {
    long status = 0;  // 0: nobody answered
    std::string type, body;
};

std::size_t collect(char* bytes, std::size_t, std::size_t count, void* into) {
    static_cast<std::string*>(into)->append(bytes, count);
    return count;
}

// As a machine that knows no account: no token, no certificate of its own.
Fetched fetch(const Village& village, const std::string& path, bool is_head = false) {
    Fetched fetched;
    CURL* curl = curl_easy_init();
    curl_easy_setopt(curl, CURLOPT_URL, (village.url() + path).c_str());
    curl_easy_setopt(curl, CURLOPT_NOPROXY, "*");
    curl_easy_setopt(curl, CURLOPT_NOBODY, is_head ? 1L : 0L);
    curl_easy_setopt(curl, CURLOPT_TIMEOUT, 20L);
    curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, collect);
    curl_easy_setopt(curl, CURLOPT_WRITEDATA, &fetched.body);
    const char* type = nullptr;
    if (curl_easy_perform(curl) == CURLE_OK) {
        curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &fetched.status);
        curl_easy_getinfo(curl, CURLINFO_CONTENT_TYPE, &type);
        if (type) fetched.type = type;
    }
    curl_easy_cleanup(curl);
    return fetched;
}

std::string value_of(const std::string& metrics, const std::string& name) {
    const std::size_t at = ("\n" + metrics).find("\n" + name + " ");
    if (at == std::string::npos) return "(not told)";
    const std::size_t begin = at + name.size() + 1;
    return metrics.substr(begin, metrics.find('\n', begin) - begin);
}

double number_of(const Village& village, const std::string& name) {
    const std::string value = value_of(fetch(village, "/metrics").body, name);
    return value == "(not told)" ? -1 : std::stod(value);
}

// The numbers may be a moment old.
bool comes_to(const Village& village, const std::string& name, double value) {
    return nuong::test::waits_until([&] { return number_of(village, name) == value; });
}

// Every line is one that Prometheus takes, and each number was announced with its type.
void check_is_prometheus_text(const std::string& text) {
    const std::regex comment(R"(# (HELP nuong_\w+ \S.*|TYPE nuong_\w+ (counter|gauge|histogram)))");
    const std::regex sample(R"re((nuong_\w+?)(_bucket|_sum|_count)?(\{\w+="[^"\n]*"\})? [0-9.e+-]+)re");
    std::istringstream lines(text);
    std::smatch parts;
    std::size_t samples = 0;
    for (std::string line; std::getline(lines, line);) {
        CAPTURE(line);
        if (line.starts_with("#")) {
            CHECK(std::regex_match(line, comment));
            continue;
        }
        REQUIRE(std::regex_match(line, parts, sample));
        CHECK(text.find("# TYPE " + parts[1].str()) < text.find("\n" + line + "\n"));
        ++samples;
    }
    CHECK(samples > 20);
    CHECK(text.ends_with("\n"));
}

// Changes the tables of the store in this folder, as the next version might.
void pass_by_a_newer_program(const std::string& folder) {
    const nuong::DatabaseKey key(*nuong::from_hex(nuong::test::bytes_of(folder + "/key").substr(0, 64)));
    nuong::Database db = nuong::Database::open(folder + "/server.db", key);
    db.execute("pragma user_version=" + std::to_string(nuong::version_of(db) + 1));
}

}  // namespace

TEST_CASE("Monitoring reads a day of the village in numbers that it understands, and learns nobody's name") {
    Village village;
    village.open_server();
    village.enrol("lan");
    village.enrol("binh");
    const std::string first = village.add_person("lan", "Vàng Seo Phử");
    village.add_person("lan", "Giàng Thị Súa");
    village.ask("lan", {"sync"});
    village.ask("binh", {"sync"});

    const Fetched health = fetch(village, "/healthz"), metrics = fetch(village, "/metrics");
    CHECK(health.status == 200);
    CHECK(at(health.body, "/ok") == "true");
    CHECK(fetch(village, "/healthz", true).status == 200);  // as many balancers ask
    REQUIRE(metrics.status == 200);
    CHECK(metrics.type.starts_with("text/plain; version=0.0.4"));
    check_is_prometheus_text(metrics.body);
    for (const auto& [name, value] : std::map<std::string, std::string>{{"nuong_store_up", "1"},
                                                                        {"nuong_records", "2"},
                                                                        {"nuong_changes_accepted_total", "2"},
                                                                        {"nuong_changes_refused_total", "0"},
                                                                        {"nuong_failed_total", "0"},
                                                                        {"nuong_turned_away_total", "0"},
                                                                        {"nuong_writer_queue", "0"},
                                                                        {"nuong_connections_dropped_total", "0"},
                                                                        {"nuong_backup_age_seconds", "(not told)"},
                                                                        {"nuong_quarantine", "0"},
                                                                        {"nuong_devices", "2"},
                                                                        {"nuong_devices_quiet", "0"},
                                                                        {"nuong_area_devices{area=\"089\"}", "2"},
                                                                        {"nuong_area_waiting{area=\"089\"}", "0"}}) {
        CAPTURE(name);
        CHECK(value_of(metrics.body, name) == value);
    }
    CHECK(std::stod(value_of(metrics.body, "nuong_sync_seconds_count")) >= 2);
    CHECK(std::stod(value_of(metrics.body, "nuong_store_bytes")) > 0);
    for (const std::string& secret : {std::string("lan"), std::string("binh"), std::string("Vàng"), first}) {
        CAPTURE(secret);
        CHECK(metrics.body.find(secret) == std::string::npos);
    }

    village.add_person("binh", "Lù A Tráng");
    village.ask("binh", {"sync"});
    CHECK(comes_to(village, "nuong_records", 3));  // what is there now, not what was there at the start
    CHECK(number_of(village, "nuong_connections") >= 1);
    CHECK(number_of(village, "nuong_reader_queue") >= 0);
    village.server({"backup", village.file("night.db")});
    CHECK(nuong::test::waits_until([&] { return number_of(village, "nuong_backup_age_seconds") >= 0; }));
}

TEST_CASE("When a newer program has changed the tables, the old server beside it ends by itself and says why") {
    const bool in_postgres = GENERATE(false, true);
    CAPTURE(in_postgres);
    const std::string url = in_postgres ? shared_postgres().fresh_store() : "";
    Village village(url);
    village.open_server();
    village.enrol("lan");
    village.add_person("lan", "Vàng Seo Phử");
    village.ask("lan", {"sync"});
    auto old_program = village.open_another();
    REQUIRE_FALSE(old_program.process->has_ended());
    if (in_postgres) shared_postgres().ask(url, "update nuong_schema set version = version + 1");
    else pass_by_a_newer_program(village.file("server"));
    CHECK(old_program.process->wait() == 5);
    village.kill_server();
    const auto again = village.run_server({"verify"});
    CHECK(again.exit_code == 5);
    CHECK(again.err.find("mới hơn") != std::string::npos);
    village.add_person("lan", "Giàng Thị Súa");
    CHECK(village.run("lan", {"sync"}).exit_code == 3);  // kept until there is a server of the new program
    CHECK(at(village.ask("lan", {"status"}), "/pending") == "1");
}

TEST_CASE(
    "While the database is away a balancer is told so and monitoring still hears why; once it is back both see that") {
    PostgresServer database;
    Village village(database.fresh_store());
    village.open_server();
    village.enrol("lan");
    village.add_person("lan", "Vàng Seo Phử");
    village.ask("lan", {"sync"});
    CHECK(fetch(village, "/healthz").status == 200);
    CHECK(number_of(village, "nuong_store_up") == 1);
    CHECK(number_of(village, "nuong_failed_total") == 0);

    database.kill();
    const Fetched ill = fetch(village, "/healthz");
    CHECK(ill.status == 503);
    CHECK(at(ill.body, "/ok") == "false");
    CHECK(fetch(village, "/healthz", true).status == 503);
    village.add_person("lan", "Giàng Thị Súa");
    CHECK(village.run("lan", {"sync"}).exit_code == 3);
    CHECK(comes_to(village, "nuong_store_up", 0));
    const Fetched metrics = fetch(village, "/metrics");
    CHECK(metrics.status == 200);
    check_is_prometheus_text(metrics.body);
    CHECK(value_of(metrics.body, "nuong_store_up") == "0");
    CHECK(value_of(metrics.body, "nuong_records") == "(not told)");  // unknown is not none
    CHECK(std::stod(value_of(metrics.body, "nuong_failed_total")) > 0);

    database.start();
    CHECK(fetch(village, "/healthz").status == 200);
    CHECK(comes_to(village, "nuong_store_up", 1));
    CHECK(comes_to(village, "nuong_records", 1));
    village.ask("lan", {"sync"});
    CHECK(comes_to(village, "nuong_records", 2));
}

TEST_CASE("Nobody answers for a server that is dead, and the one that takes its place is well at once") {
    Village village;
    village.open_server();
    CHECK(fetch(village, "/healthz").status == 200);
    village.kill_server();
    CHECK(fetch(village, "/healthz").status == 0);
    village.open_server();
    CHECK(fetch(village, "/healthz").status == 200);
}
