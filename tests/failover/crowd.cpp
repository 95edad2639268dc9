#include "tests/failover/crowd.h"

#include <filesystem>
#include <stdexcept>

#include "client/sync/http_transport.h"
#include "client/sync/sync_session.h"
#include "shared/base/encoding.h"
#include "shared/base/hash.h"
#include "tests/bench/field_device.h"

namespace nuong::failover {
namespace {

using namespace std::chrono_literals;

constexpr const char* village = "02953";
constexpr std::size_t most_bytes = 8u << 20;

}  // namespace

// Guarded by its thread, but for `is_busy`.
struct Crowd::Device {
    Device(const std::string& home, const std::string& user, std::uint64_t seed) : field(home, user), people(seed) {}

    bench::FieldDevice field;
    bench::People people;
    std::uint64_t id = 0, noted = 0;
    std::size_t server = 0;  // that it comes to next
    std::mutex mutex;        // guards transports
    std::vector<std::unique_ptr<client::HttpTransport>> transports;
    std::atomic<bool> is_busy = false;
    std::jthread thread;
};

Crowd::Crowd(std::string folder, std::vector<Server> servers, Ledger& ledger)
    : folder_(std::move(folder)), servers_(std::move(servers)), ledger_(ledger) {}

Crowd::~Crowd() {
    rest();
    for (const auto& device : devices_) device->thread.request_stop();
}

void Crowd::enrol(const std::string& user, const std::string& code) {
    const std::size_t number = devices_.size();
    const std::string home = folder_ + "/" + user;
    std::filesystem::create_directories(home);
    devices_.push_back(std::make_unique<Device>(home, user, number + 1));
    Device& device = *devices_.back();
    const Server& first = servers_[0];
    device.field.enrol(first.url, code, first.certificate);
    device.field.sync();
    device.id = device.field.replica().device().device.value;
    device.server = number % servers_.size();
    device.thread = std::jthread([this, &device](std::stop_token stop) {
        while (!stop.stop_requested())
            if (rests_) std::this_thread::sleep_for(20ms);
            else live(device);
    });
}

void Crowd::work() {
    lay_lines();
    rests_ = false;
}

void Crowd::lay_lines() {
    for (const auto& device : devices_) {
        const std::lock_guard lock(device->mutex);
        device->transports.clear();
        for (const Server& server : servers_)
            device->transports.push_back(std::make_unique<client::HttpTransport>(server.url, server.certificate));
    }
}

void Crowd::rest() {
    rests_ = true;
    for (const auto& device : devices_) {
        const std::lock_guard lock(device->mutex);
        for (const auto& transport : device->transports) transport->cancel();
    }
    for (const auto& device : devices_)
        while (device->is_busy) std::this_thread::sleep_for(10ms);
}

// One person more, and again and again to the servers until it is taken.
void Crowd::live(Device& device) {
    device.is_busy = true;
    if (rests_) {
        device.is_busy = false;
        return;
    }
    device.field.add_people(device.people, 1);
    client::ChangeLog& log = device.field.replica().log();
    const client::WaitingChanges fresh = log.waiting_after(device.noted, most_bytes);
    for (const std::string& body : fresh.bodies) ledger_.saved(device.id, ++device.noted, to_hex(sha256(body)));
    while (!rests_ && !sync(device)) std::this_thread::sleep_for(500ms);
    device.is_busy = false;
    std::this_thread::sleep_for(100ms);
}

bool Crowd::sync(Device& device) {
    static const RealClockSource clock;
    client::Replica& replica = device.field.replica();
    client::HttpTransport& transport = *device.transports[device.server];
    device.server = (device.server + 1) % servers_.size();
    const auto waiting = static_cast<std::uint64_t>(replica.log().count(client::LogState::waiting));
    const client::SyncReport report = sync_once(replica, transport, clock);
    const auto taken = static_cast<std::uint64_t>(report.pushed + report.refused);
    ledger_.acknowledged(device.id, replica.device().acked, taken, waiting);
    if (report.refused > 0) ledger_.refused();
    if (report.outcome == client::SyncOutcome::ok) return true;
    if (!rests_) ledger_.retried(report.message.en);
    return false;
}

std::vector<std::string> Crowd::agree() {
    rest();
    lay_lines();
    for (int rounds = 0; rounds < 3; ++rounds) {
        for (const auto& device : devices_) {
            bool is_done = false;
            for (int tries = 0; tries < 20 && !is_done; ++tries) is_done = sync(*device);
            if (!is_done) throw std::runtime_error("a device cannot sync after everything is whole again");
        }
        std::this_thread::sleep_for(1200ms);  // until each server has noticed what the other has taken
    }
    std::vector<std::string> held;
    for (const auto& device : devices_) {
        client::Replica& replica = device->field.replica();
        const auto digest = replica.holdings().digest(village);
        held.push_back(std::to_string(digest.records) + " records, mark " + std::to_string(digest.mark));
    }
    return held;
}

}  // namespace nuong::failover
