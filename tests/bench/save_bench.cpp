// One ASSIST form saved through the workbook, beside a raw SQLite transaction of the same bytes, turn by turn.
#include <stdexcept>

#include "tests/bench/bench.h"
#include "tests/bench/field_device.h"
#include "tests/bench/floors.h"
#include "tests/bench/stopwatch.h"

namespace nuong::bench {
namespace {

constexpr int turns_per_round = 60;

struct SavedBytes {
    std::string log, shown, listing;
    std::string all() const { return log + shown + listing; }
};

SavedBytes newest_save(Database& db) {
    SavedBytes saved;
    Statement log = db.prepare("select record || body || link, record from log order by seq desc limit 1");
    if (!log.step()) throw std::runtime_error("nothing was saved");
    const Blob bytes = log.blob(0);
    saved.log.assign(bytes.begin(), bytes.end());
    Statement shown = db.prepare("select id || shown from record where id = ?");
    shown.bind(1, log.blob(1));
    if (shown.step()) saved.shown.assign(shown.blob(0).begin(), shown.blob(0).end());
    Statement listing = db.prepare(
        "select record || form || area || status || occurred_on || title || search || at from listing where record = "
        "?");
    listing.bind(1, log.blob(1));
    if (listing.step()) saved.listing.assign(listing.blob(0).begin(), listing.blob(0).end());
    return saved;
}

double seconds_to_store_raw(Database& db, const std::string& bytes) {
    const Stopwatch watch;
    Transaction transaction(db);
    db.prepare("insert into saved(bytes) values(?)").bind(1, std::string_view(bytes)).run();
    transaction.commit();
    return watch.read().seconds;
}

Database raw_store(const std::string& folder, const char* name, const std::optional<DatabaseKey>& key) {
    Database db = Database::open(folder + "/" + name, key);
    db.execute("create table saved(id integer primary key, bytes text not null)");
    return db;
}

}  // namespace

Section bench_save(const Setting& setting) {
    const std::string folder = fresh_folder(setting, "save");
    FieldDevice device(folder, "lan");
    device.hold_forms({read_schema(setting, "forms/screening_assist.json")});
    Database plain = raw_store(folder, "plain.db", std::nullopt);
    Database encrypted = raw_store(folder, "encrypted.db", bench_key);
    People people(1);
    std::vector<double> whole, stored, floor, encrypted_floor, cpu, bytes;
    for (int turn = 0; turn < turns_per_round * setting.rounds; ++turn) {
        auto instance = device.new_form("screening_assist");
        people.answer_assist(instance);
        const Stopwatch watch;
        const auto filled = device.workbook().submit(instance, "", std::nullopt);
        const Spent spent = watch.read();
        if (!filled || filled->status != "submitted") throw std::runtime_error("the ASSIST form was not saved");
        whole.push_back(spent.seconds * 1e3);
        cpu.push_back(spent.own_cpu * 1e3);
        const std::string same = newest_save(device.replica().database()).all();
        bytes.push_back(static_cast<double>(same.size()));
        floor.push_back(seconds_to_store_raw(plain, same) * 1e3);
        encrypted_floor.push_back(seconds_to_store_raw(encrypted, same) * 1e3);
    }
    Section section{"save", "one ASSIST form to the disk (fsync); floor: a SQLite transaction of the same bytes"};
    section.lines.push_back({"submit, plain floor", median(whole), "ms", median(floor), Goal::at_most, 1.5, true, ""});
    section.lines.push_back({"submit, SQLCipher floor", median(whole), "ms", median(encrypted_floor)});
    section.lines.push_back(
        {"the same bytes into SQLCipher, beside plain SQLite", median(encrypted_floor), "ms", median(floor)});
    section.lines.push_back({"processor time of a submit", median(cpu), "ms"});
    section.lines.push_back({"bytes stored", median(bytes), "B"});
    return section;
}

}  // namespace nuong::bench
