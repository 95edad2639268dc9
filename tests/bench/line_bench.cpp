// What a person waits for where the line is long: the whole programme to a new device, a day's work, a look for news;
// with TLS and a new connection each time, as in life. The floor is one HTTPS request of as many bytes on such a
// connection: names, handshakes and TCP's slow start cost what they cost.
#include <exception>
#include <filesystem>
#include <stdexcept>
#include <thread>

#include "tests/bench/bench.h"
#include "tests/bench/field_device.h"
#include "tests/bench/stopwatch.h"
#include "tests/bench/village_server.h"

namespace nuong::bench {
namespace {

using namespace std::chrono_literals;
using testing::BadLine;
using testing::LineQuality;

struct Place {
    const char* name;
    LineQuality quality;
    int records;    // of a day
    double wanted;  // seconds for them; 0: no goal
};
constexpr Place places[]{{"600 ms", {300ms, 0, 0}, 1'000, 2.0},
                         {"50 kbit/s, 600 ms, 5 % loss", testing::hillside, 40, 0}};

// Both bodies in one request: the server reads the first and answers that it knows nobody.
double bare_request(const VillageServer& server, std::int64_t bytes) {
    client::HttpTransport transport(server.url(), server.certificate());
    const std::string body(static_cast<std::size_t>(bytes), 'x');
    const Stopwatch watch;
    if (!transport.exchange({"POST", "/v1/sync", "", body})) throw std::runtime_error("the bare request was lost");
    return watch.read().seconds;
}

class Visit {
public:
    Visit(const Setting& setting, const Place& place, Section& section)
        : place_(place),
          section_(section),
          line_(BadLine::lay(place.quality, 1)),
          folder_(fresh_folder(setting, "line" + std::to_string(place.records))),
          server_(folder_ + "/server", setting.schemas, setting.bin, need(line_.get())) {}

    void run() {
        if (!line_->enter_village()) throw std::runtime_error("cannot enter the village");
        std::filesystem::create_directories(folder_ + "/lan");
        FieldDevice lan(folder_ + "/lan", "lan");
        lan.enrol(server_.url(), server_.code_for("lan"), server_.certificate());
        lan.hang_up();
        tell("the programme to a new device", lan.sync(), 0);
        lan.add_people(people_, place_.records);
        lan.hang_up();
        tell(std::to_string(place_.records) + " new records", lan.sync(), place_.wanted);
        lan.hang_up();
        tell("nothing new", lan.sync(), 0);
    }

private:
    static const BadLine& need(const BadLine* line) {
        if (!line) throw std::runtime_error("bench line takes root: network namespaces and TUN devices");
        return *line;
    }
    void tell(const std::string& what, const client::SyncReport& report, double wanted) {
        const std::int64_t bytes = report.bytes_up + report.bytes_down;
        Line line{what + ", " + place_.name, report.seconds, "s", bare_request(server_, bytes)};
        line.note = std::to_string(report.requests) + " requests, " + std::to_string(bytes / 1000) + " kB";
        if (wanted > 0) {
            line.goal = Goal::at_most;
            line.wanted = wanted;
        }
        section_.lines.push_back(line);
    }

    const Place& place_;
    Section& section_;
    std::unique_ptr<BadLine> line_;
    std::string folder_;
    VillageServer server_;
    People people_{1};
};

}  // namespace

Section bench_line(const Setting& setting) {
    Section section{"line", "real TLS over two network namespaces; floor: one HTTPS request of as many bytes"};
    for (const Place& place : places) {
        std::exception_ptr broken;
        std::thread([&] {  // a thread that has entered a namespace does not come back
            try {
                Visit(setting, place, section).run();
            } catch (...) {
                broken = std::current_exception();
            }
        })
            .join();
        if (broken) std::rethrow_exception(broken);
    }
    return section;
}

}  // namespace nuong::bench
