// Two devices and the real server over loopback: one pushes new records, the other pulls them, then one field is
// edited, then nothing is new. After each push and pull, plain SQLCipher stores the same rows; and PouchDB's server,
// where it is at hand, takes and gives the same records.
#include <filesystem>
#include <stdexcept>

#include "tests/bench/bench.h"
#include "tests/bench/field_device.h"
#include "tests/bench/floors.h"
#include "tests/bench/pouch_server.h"
#include "tests/bench/stopwatch.h"
#include "tests/bench/village_server.h"

namespace nuong::bench {
namespace {

using client::SyncReport;

struct Direction {
    std::vector<double> per_second, floor, plain_floor, wire, requests, client_cpu, server_cpu;

    void add(int records, const Spent& spent, const SyncReport& report, double floor_seconds, double plain_seconds) {
        per_second.push_back(records / spent.seconds);
        floor.push_back(records / floor_seconds);
        plain_floor.push_back(records / plain_seconds);
        wire.push_back(static_cast<double>(report.bytes_up + report.bytes_down) / records);
        requests.push_back(static_cast<double>(report.requests));
        client_cpu.push_back(spent.own_cpu);
        server_cpu.push_back(spent.other_cpu);
    }
    void tell(Section& section, const std::string& name) const {
        section.lines.push_back({name, median(per_second), "records/s", {}, Goal::at_least, 10'000});
        section.lines.push_back(
            {name + " beside SQLCipher", median(per_second), "records/s", median(floor), Goal::at_least, 0.5, true});
        section.lines.push_back(
            {name + ": its rows into SQLCipher, beside plain SQLite", median(floor), "records/s", median(plain_floor)});
        section.lines.push_back({name + ": on the wire", median(wire), "B/record", {}, Goal::at_most, 250});
        section.lines.push_back({name + ": requests", median(requests), ""});
        section.lines.push_back({name + ": processor, device", median(client_cpu), "s"});
        section.lines.push_back({name + ": processor, server", median(server_cpu), "s"});
    }
};

// The same records at PouchDB's server, a second.
struct Peer {
    std::vector<double> push, pull;
};

struct Small {
    std::vector<double> requests, bytes, ms;
    void add(const SyncReport& report, const Spent& spent) {
        requests.push_back(static_cast<double>(report.requests));
        bytes.push_back(static_cast<double>(report.bytes_up + report.bytes_down));
        ms.push_back(spent.seconds * 1e3);
    }
};

// Without a key: what the same costs in plain SQLite.
using Key = std::optional<DatabaseKey>;

Database empty_store(const Setting& setting, const std::string& folder, const std::string& name, const char* tables,
                     const Key& key) {
    Database db = Database::open(folder + "/" + name + (key ? ".db" : "_plain.db"), key);
    db.execute(read_schema(setting, tables));
    return db;
}

// The server's rows of a push with their indexes, and one number on the device.
double push_floor(const Setting& setting, const std::string& folder, Database& device, std::size_t commits,
                  const Key& key) {
    Table changes{
        "insert into change(device, seq, hash, link, rid, author, received, verdict, reason_vi, reason_en,"
        " body) values(?,?,?,?,?,?,?,'','','',?)",
        read_rows(device, "select 12648430, seq, link, link, record, 'lan', 1700000000000, body from log order by seq",
                  "nnbbbtnt")};
    Table records{"insert into record(rid, form, area, state, pos) values(?,?,?,?,?)",
                  read_rows(device,
                            "select l.record, 'person_register', '02953', r.shown, l.seq from log l join record r on"
                            " r.id = l.record order by l.seq",
                            "btttn")};
    Database server = empty_store(setting, folder, "push_floor", "sql/server/001_initial.sql", key);
    Database own = empty_store(setting, folder, "own_floor", "sql/client/001_initial.sql", key);
    own.execute("insert into device(id, device, name, server) values(0, '', '', '')");
    double seconds = seconds_to_store(server, {std::move(changes), std::move(records)}, commits);
    const Stopwatch marking;
    for (std::size_t i = 0; i < commits; ++i) {
        Transaction transaction(own);
        own.prepare("update device set acked = acked + 1").run();
        transaction.commit();
    }
    return seconds + marking.read().seconds;
}

double pull_floor(const Setting& setting, const std::string& folder, Database& device, std::size_t commits,
                  const Key& key) {
    std::vector<Table> tables;
    tables.push_back({"insert into record(id, base) values(?,?)",
                      read_rows(device, "select id, base from record order by id", "bt")});
    tables.push_back(
        {"insert into listing(record, form, area, status, subject, occurred_on, title, search, conflicts,"
         " at) values(?,?,?,?,?,?,?,?,?,?)",
         read_rows(device,
                   "select record, form, area, status, subject, occurred_on, title, search, conflicts, at"
                   " from listing order by record",
                   "btttbtttnn")});
    Database db = empty_store(setting, folder, "pull_floor", "sql/client/001_initial.sql", key);
    return seconds_to_store(db, tables, commits);
}

// Each state as it is shown on the device.
std::vector<std::string> documents_of(Database& device) {
    std::vector<std::string> documents;
    Statement rows = device.prepare("select hex(id), coalesce(shown, base) from record");
    while (rows.step())
        documents.push_back(R"({"_id":")" + std::string(rows.text(0)) + R"(",)" + std::string(rows.text(1).substr(1)));
    return documents;
}

void edit_one_field(FieldDevice& device) {
    client::ListQuery query;
    query.limit = 1;
    const auto listed = device.replica().records().list(query);
    if (listed.empty()) throw std::runtime_error("there is no record to edit");
    const auto sheet = device.workbook().open(listed.front().record);
    if (!sheet) throw std::runtime_error(sheet.error().message.en);
    auto instance = device.workbook().instance_over(sheet->form, sheet->answers, Language::vi);
    if (!instance.set("phone", "0912345678")) throw std::runtime_error("phone takes no answer");
    const auto corrected = device.workbook().correct(sheet->state, instance, std::nullopt);
    if (!corrected || corrected->status == "invalid") throw std::runtime_error("the edit was not accepted");
}

class Round {
public:
    Round(const Setting& setting, int number)
        : setting_(setting),
          folder_(fresh_folder(setting, "sync" + std::to_string(number))),
          server_(folder_ + "/server", setting.schemas, setting.bin),
          lan_(home("lan"), "lan"),
          minh_(home("minh"), "minh"),
          people_(static_cast<std::uint64_t>(number)) {
        for (auto* device : {&lan_, &minh_}) {
            device->enrol(server_.url(), server_.code_for(device == &lan_ ? "lan" : "minh"));
            device->sync();  // forms, areas, roles
        }
        lan_.add_people(people_, setting.records);
    }

    void push(Direction& direction) {
        const Stopwatch watch(server_.pid());
        const SyncReport report = lan_.sync();
        const Spent spent = watch.read();
        if (report.pushed != setting_.records) throw std::runtime_error("not every record was pushed");
        Database& db = lan_.replica().database();
        const auto commits = static_cast<std::size_t>(report.requests);
        const double floor = push_floor(setting_, folder_, db, commits, bench_key);
        direction.add(setting_.records, spent, report, floor, push_floor(setting_, folder_, db, commits, {}));
    }
    void pull(Direction& direction) {
        const Stopwatch watch(server_.pid());
        const SyncReport report = minh_.sync();
        const Spent spent = watch.read();
        if (report.received != setting_.records) throw std::runtime_error("not every record was pulled");
        Database& db = minh_.replica().database();
        const auto commits = static_cast<std::size_t>(report.requests);
        const double floor = pull_floor(setting_, folder_, db, commits, bench_key);
        direction.add(setting_.records, spent, report, floor, pull_floor(setting_, folder_, db, commits, {}));
    }
    void beside(Peer& peer) {
        const auto documents = documents_of(minh_.replica().database());
        const PouchServer pouch(setting_.pouchdb, folder_ + "/pouchdb");
        peer.push.push_back(static_cast<double>(documents.size()) / pouch.seconds_to_push(documents));
        peer.pull.push_back(static_cast<double>(documents.size()) / pouch.seconds_to_pull(documents.size()));
    }
    void nothing_new(Small& small) {
        lan_.sync();  // reads what the last push moved in the feed
        for (int i = 0; i < 20; ++i) {
            const Stopwatch watch;
            const SyncReport report = lan_.sync();
            small.add(report, watch.read());
        }
    }
    void one_edit(Small& sending, Small& receiving) {
        minh_.sync();
        edit_one_field(minh_);
        const Stopwatch up;
        const SyncReport sent = minh_.sync();
        sending.add(sent, up.read());
        const Stopwatch down;
        const SyncReport received = lan_.sync();
        receiving.add(received, down.read());
        if (sent.pushed != 1 || received.received != 1) throw std::runtime_error("the edit did not arrive");
    }

private:
    std::string home(const std::string& name) const {
        const std::string path = folder_ + "/" + name;
        std::filesystem::create_directories(path);
        return path;
    }

    const Setting& setting_;
    std::string folder_;
    VillageServer server_;
    FieldDevice lan_, minh_;
    People people_;
};

}  // namespace

Section bench_sync(const Setting& setting) {
    Direction push, pull;
    Small nothing, sending, receiving;
    Peer peer;
    for (int number = 0; number < setting.rounds; ++number) {
        Round round(setting, number);
        round.push(push);
        round.pull(pull);
        if (!setting.pouchdb.empty()) round.beside(peer);
        round.nothing_new(nothing);
        round.one_edit(sending, receiving);
    }
    Section section{"sync", std::to_string(setting.records) +
                                " new records of 20 fields; floor: SQLCipher, same rows, indexes and commits"};
    push.tell(section, "push");
    pull.tell(section, "pull");
    if (!setting.pouchdb.empty()) {
        section.lines.push_back(
            {"push beside PouchDB's server alone", median(push.per_second), "records/s", median(peer.push)});
        section.lines.push_back(
            {"pull beside PouchDB's server alone", median(pull.per_second), "records/s", median(peer.pull)});
    }
    section.lines.push_back({"nothing new: requests", median(nothing.requests), "", {}, Goal::at_most, 1});
    section.lines.push_back({"nothing new: bodies", median(nothing.bytes), "B", {}, Goal::at_most, 250});
    section.lines.push_back({"nothing new: time", median(nothing.ms), "ms"});
    const double envelope = median(nothing.bytes);
    // One envelope of 250, and 150 for the edit; with the signature that every request with changes carries once.
    section.lines.push_back(
        {"one-field edit sent, signed: bodies", median(sending.bytes), "B", {}, Goal::at_most, 250 + 150});
    section.lines.push_back({"  of that beyond nothing new", median(sending.bytes) - envelope, "B"});
    section.lines.push_back({"one-field edit received, beyond", median(receiving.bytes) - envelope, "B"});
    section.lines.push_back({"one-field edit sent: requests", median(sending.requests), ""});
    return section;
}

}  // namespace nuong::bench
