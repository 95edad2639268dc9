// A store moves from a file into PostgreSQL or back, and the move is killed at any moment. The old place stays what it
// was until the new one is whole, half of a store is never served, and moving again ends what was begun.
#include <limits>

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <filesystem>
#include <set>

#include "tests/support/postgres_server.h"
#include "tests/system/stories/village.h"

using namespace nuong::testing;

namespace {

// Where a store may lie: a folder with its key, and a database or the folder's own file.
struct Place {
    std::string folder, database = "";

    std::vector<std::string> command(std::vector<std::string> words) const {
        std::vector<std::string> whole{NUONG_BIN_DIR "/nuong-server", "--data", folder};
        if (!database.empty()) whole.insert(whole.end(), {"--database", database});
        whole.insert(whole.end(), words.begin(), words.end());
        return whole;
    }
    // Records and changes of a store that is what its history says; "" when there is none.
    std::string content() const {
        const ProcessResult verified = run_process(command({"verify", "--json"}));
        return verified.exit_code == 0 ? at(verified.out, "/records") + " " + at(verified.out, "/changes") : "";
    }
    bool is_served() const {
        RunningProcess server(command({"serve", "--listen", "127.0.0.1:0"}), {}, folder + ".log");
        return server.read_line().starts_with("http");
    }
    // Everything in it, byte by byte.
    std::string image() const {
        if (database.empty()) return nuong::test::bytes_of(folder + "/server.db");
        shared_postgres().dump(database, folder + ".sql");
        return nuong::test::bytes_of(folder + ".sql");
    }
    std::vector<std::string> move_to(const Place& other) const {
        return command({"migrate", "--to", other.database.empty() ? "file" : other.database});
    }
};

// One district, and as many copies of its server as somebody wants to break.
class District {
public:
    explicit District(bool begins_in_file) : begins_in_file_(begins_in_file), village_(begins_in_file ? "" : fresh()) {
        village_.open_server();
        for (const char* user : {"lan", "binh"}) village_.enrol(user);
        for (int day = 0; day < 3; ++day) {
            const std::string person = village_.add_person("lan", "Vàng Seo Phử " + std::to_string(day));
            village_.ask("lan", {"record", "edit", person, "--set", "phone=091" + std::to_string(day)});
            village_.ask("lan", {"sync"});
        }
        village_.kill_server();
        original_ = {village_.file("server"), database_};
        content = original_.content();
        original_.image();
    }

    struct Move {
        Place from, to;
    };
    Move fresh_move() {
        const std::string folder = village_.file("move-" + std::to_string(++moves_));
        std::filesystem::copy(original_.folder, folder, std::filesystem::copy_options::recursive);
        if (begins_in_file_) return {{folder}, {folder, shared_postgres().fresh_store()}};
        const Place from{folder, shared_postgres().fresh_store()};
        shared_postgres().load(from.database, original_.folder + ".sql");
        return {from, {folder}};
    }

    // Devices find the server where it was, whatever its store lies in.
    void work_on(const Place& place) {
        const std::string address = "127.0.0.1:" + std::to_string(village_.port());
        RunningProcess server(place.command({"serve", "--listen", address}), {}, place.folder + ".log");
        REQUIRE(server.read_line().starts_with("http"));
        const std::string person = village_.add_person("lan", "Giàng Thị Súa");
        CHECK(at(village_.ask("lan", {"sync"}), "/pushed") == "1");
        village_.ask("binh", {"sync"});
        CHECK(size_at(village_.ask("binh", {"record", "list"}), "") == 4);
    }

    std::string content;

private:
    std::string fresh() { return database_ = shared_postgres().fresh_store(); }

    bool begins_in_file_;
    std::string database_;
    Village village_;
    Place original_;
    int moves_ = 0;
};

constexpr int never = std::numeric_limits<int>::max();

// All along the way, and closely at the end, where the old place is put aside.
std::set<int> moments_of(int steps) {
    std::set<int> moments;
    for (int i = 0; i < 8; ++i) moments.insert(steps * i / 8);
    for (int i = 1; i <= 31; i += 3) moments.insert(steps - i);
    return moments;
}

// Wherever it was cut: one place is whole, and the other is that same store or none that anybody serves.
struct Outcome {
    bool has_arrived = false, has_stayed = false;  // whole
};
Outcome outcome_of(const District::Move& move, const std::string& content, const std::string& image) {
    const std::string arrived = move.to.content(), stayed = move.from.content();
    CHECK((arrived.empty() || arrived == content));
    if (arrived.empty()) {
        CHECK_FALSE(move.to.is_served());
        CHECK(stayed == content);
    }
    if (stayed.empty()) CHECK_FALSE(move.from.is_served());
    else CHECK(move.from.image() == image);
    return {!arrived.empty(), !stayed.empty()};
}

}  // namespace

TEST_CASE("A move of the store that is killed at any moment has lost nothing, and moving again ends it") {
    const bool begins_in_file = GENERATE(true, false);
    CAPTURE(begins_in_file);
    District district(begins_in_file);
    REQUIRE(district.content == "3 6");
    const District::Move whole = district.fresh_move();
    const std::string image = whole.from.image();
    const KilledRun unbroken = run_killed_at(never, whole.from.move_to(whole.to), {});
    REQUIRE(unbroken.exit_code == 0);
    REQUIRE(unbroken.steps > 100);

    int half_moved = 0, both_whole = 0;
    for (const int moment : moments_of(unbroken.steps)) {
        const District::Move move = district.fresh_move();
        CAPTURE(moment, unbroken.steps);
        REQUIRE(move.from.image() == image);
        REQUIRE(run_killed_at(moment, move.from.move_to(move.to), {}).killed);
        const Outcome first = outcome_of(move, district.content, image);
        half_moved += !first.has_arrived;
        both_whole += first.has_arrived && first.has_stayed;
        run_killed_at(moment / 2, move.from.move_to(move.to), {});  // it may end before that
        const Outcome second = outcome_of(move, district.content, image);
        const ProcessResult again = run_process(move.from.move_to(move.to));
        CAPTURE(again.out, again.err);
        CHECK((again.exit_code == 0) == second.has_stayed);  // what was put aside already cannot be moved again
        CHECK(move.to.content() == district.content);
        CHECK(move.from.content().empty());
        CHECK_FALSE(move.from.is_served());
    }
    CHECK(half_moved > 5);
    CHECK(both_whole > 0);
    district.work_on(whole.to);
}
