#include "tests/failover/trial.h"

#include <algorithm>
#include <cstdio>
#include <stdexcept>

namespace nuong::failover {
namespace {

using namespace std::chrono_literals;

constexpr std::chrono::seconds most_without_service{60}, most_to_heal{90};
const std::vector<std::string> users{"lan", "minh", "hoa", "sep"};
const std::vector<std::string> postgres_and_patroni{"postgres", "patroni"};
constexpr const char* all_changes = "select device, seq, encode(hash, 'hex') from change";

}  // namespace

Trial::Trial(const TrialSetting& setting)
    : setting_(setting),
      databases_(network_, {setting.folder, setting.etcd, setting.patroni, setting.is_synchronous}),
      district_(network_, {setting.folder, setting.schemas, setting.bin + "/nuong-server", databases_.url()}) {}

void Trial::open() {
    std::printf("etcd on three machines, PostgreSQL under Patroni on two of them, two servers, %zu devices\n",
                users.size());
    databases_.start();
    district_.found(users);
    district_.serve();
    crowd_ = std::make_unique<Crowd>(setting_.folder, district_.servers(), ledger_);
    for (const std::string& user : users) crowd_->enrol(user, district_.code(user));
    crowd_->work();
    std::printf("%-44s %8s %8s %8s  %s\n", "round", "without", "acked", "retries", "leads");
    round(
        "calm", [] { pause(5s); }, [] {}, 5s);
}

void Trial::hold(bool is_so, const std::string& what) {
    if (is_so) return;
    holds_ = false;
    std::printf("  RED: %s\n", what.c_str());
}

const Machine& Trial::leader() const {
    const Machine* leads = nullptr;
    if (!wait_until(most_without_service, [&] { return (leads = databases_.leader()) != nullptr; }))
        throw std::runtime_error("nobody leads");
    return *leads;
}

void Trial::wait_for_another_leader(const Machine& than) const {
    if (!wait_until(most_without_service, [&] {
            const Machine* leads = databases_.leader();
            return leads && leads != &than;
        }))
        throw std::runtime_error("nobody has taken over from " + than.name());
}

std::uint64_t Trial::missing() const {
    const Ledger::Told told = ledger_.told();
    return ledger_.missing(told, databases_.ask(leader(), all_changes));
}

void Trial::round(const std::string& what, const std::function<void()>& harm, const std::function<void()>& heal,
                  std::chrono::seconds without_service) {
    const Clock::time_point since = Clock::now();
    const Ledger::Count before = ledger_.count();
    harm();
    const std::uint64_t acked = ledger_.count().acknowledged;
    const bool goes_on = wait_until(most_without_service, [&] { return ledger_.count().acknowledged > acked + 8; });
    heal();
    const bool is_whole = wait_until(most_to_heal, [&] { return databases_.is_whole(); });
    const std::uint64_t then = ledger_.count().acknowledged;
    const bool is_served = wait_until(most_without_service, [&] { return ledger_.count().acknowledged > then + 8; });
    const auto silence = ledger_.longest_silence(since);
    const Ledger::Count now = ledger_.count();
    const Machine& leads = leader();
    std::printf("%-44s %6.1f s %8llu %8llu  %s, timeline %s\n", what.c_str(), silence.count(),
                static_cast<unsigned long long>(now.acknowledged),
                static_cast<unsigned long long>(now.retries - before.retries), leads.name().c_str(),
                databases_.timeline(leads).c_str());
    hold(goes_on, "no push was taken until it was healed");
    hold(is_whole, "the databases did not become whole again by themselves");
    hold(is_served, "no push was taken after it was healed");
    check_round(silence, without_service);
}

void Trial::check_round(std::chrono::duration<double> silence, std::chrono::seconds most) {
    hold(silence <= most, "more than " + std::to_string(most.count()) + " s without an acknowledged push");
    hold(district_.all_serve(), "a server has ended");
    hold(ledger_.forgotten() == 0, "what was acknowledged was lost, and devices had to send it again: " +
                                       std::to_string(ledger_.forgotten()) + " changes");
    const std::uint64_t lost = missing();
    hold(lost == 0, std::to_string(lost) + " acknowledged changes are not in the store");
}

bool Trial::run() {
    open();
    const std::vector<void (Trial::*)()> rounds{&Trial::leader_dies,
                                                &Trial::leader_is_cut_off,
                                                &Trial::patroni_alone_dies,
                                                &Trial::etcd_of_the_leader_dies,
                                                &Trial::operator_switches_over,
                                                &Trial::standby_dies,
                                                &Trial::standby_dies_strictly,
                                                &Trial::server_is_cut_off,
                                                &Trial::whole_machine_dies};
    int left = setting_.rounds;
    for (const auto& each : rounds) {
        (this->*each)();
        if (--left == 0) break;
    }
    check_all();
    return holds_;
}

void Trial::leader_dies() {
    const Machine& led = leader();
    round(
        "the leader dies (kill -9)",
        [&] {
            led.kill(postgres_and_patroni);
            wait_for_another_leader(led);
        },
        [&] { databases_.start_patroni(led); }, most_without_service);
}

// With a server on its side: devices go on to come to both.
void Trial::leader_is_cut_off() {
    const Machine& led = leader();
    round(
        "the leader is cut off, with a server",
        [&] {
            network_.cut_off({&led, &district_.machine(0)});
            wait_for_another_leader(led);
            pause(15s);
        },
        [&] { network_.mend(); }, most_without_service);
}

// Two that take writes: the one that led knows nothing of it, and servers still reach it.
void Trial::patroni_alone_dies() {
    const Machine& led = leader();
    round(
        "Patroni alone dies, its PostgreSQL runs on",
        [&] {
            led.kill({"patroni"});
            wait_for_another_leader(led);
            pause(10s);
        },
        [&] { databases_.start_patroni(led); }, most_without_service);
}

void Trial::etcd_of_the_leader_dies() {
    const Machine& led = leader();
    round(
        "the leader's etcd dies",
        [&] {
            led.kill({"etcd"});
            pause(8s);
        },
        [&] { databases_.start_etcd(led); }, most_without_service);
}

void Trial::operator_switches_over() {
    round(
        "the operator switches over (patronictl)", [&] { databases_.switch_over(); }, [] {}, most_without_service);
}

void Trial::standby_dies() {
    const Machine& stands_by = databases_.other(leader());
    round(
        "the standby dies for 10 s",
        [&] {
            stands_by.kill(postgres_and_patroni);
            pause(10s);
            databases_.start_patroni(stands_by);
        },
        [] {}, most_without_service);
}

// Nothing is acknowledged until it is back.
void Trial::standby_dies_strictly() {
    const Machine& stands_by = databases_.other(leader());
    databases_.be_strict(true);
    round(
        "the same, strictly synchronous",
        [&] {
            stands_by.kill(postgres_and_patroni);
            pause(2s);
            const std::uint64_t acked = ledger_.count().acknowledged;
            pause(8s);
            hold(ledger_.count().acknowledged == acked, "something was acknowledged that lies on one disk");
            databases_.start_patroni(stands_by);
        },
        [&] { databases_.be_strict(false); }, most_without_service);
}

// Wherever it was in a transaction, the other one must not wait for it for long.
void Trial::server_is_cut_off() {
    round(
        "a server is cut off from the databases",
        [&] {
            network_.cut_off({&district_.machine(1)});
            pause(15s);
        },
        [&] { network_.mend(); }, most_without_service);
}

void Trial::whole_machine_dies() {
    const Machine& led = leader();
    round(
        "the leader's machine dies, etcd and all",
        [&] {
            led.kill({});
            wait_for_another_leader(led);
        },
        [&] {
            databases_.start_etcd(led);
            databases_.start_patroni(led);
        },
        most_without_service);
}

void Trial::check_all() {
    crowd_->rest();
    const std::vector<std::string> held = crowd_->agree();
    hold(std::all_of(held.begin(), held.end(), [&](const std::string& each) { return each == held.front(); }),
         "the devices do not hold the same");
    hold(ledger_.refusals() == 0, "a change was refused");
    hold(missing() == 0, "acknowledged changes are not in the store");
    const std::string verified = district_.run({"--json", "verify"});
    hold(verified.find("\"ok\":true") != std::string::npos || verified.find("\"ok\": true") != std::string::npos,
         "verify: " + verified);
    district_.stop();
    const Machine& leads = leader();
    const auto count = [&](const Machine& node) { return databases_.ask(node, "select count(*) from change"); };
    hold(wait_until(10s, [&] { return count(leads) == count(databases_.other(leads)); }),
         "the databases do not hold the same");
    const Ledger::Count all = ledger_.count();
    std::printf("\n%llu changes acknowledged, %llu retries; each device holds %s; verify %s",
                static_cast<unsigned long long>(all.acknowledged), static_cast<unsigned long long>(all.retries),
                held.front().c_str(), verified.c_str());
    std::printf("why devices tried again:\n");
    for (const std::string& reason : ledger_.reasons()) std::printf("  %s\n", reason.c_str());
    std::printf("%.0f s in all\n", std::chrono::duration<double>(Clock::now() - began_).count());
}

bool Trial::lose() {
    open();
    const Machine& led = leader();
    const Machine& follows = databases_.other(led);
    network_.cut_off({&follows});  // what is acknowledged from now on lies on one disk
    pause(6s);
    crowd_->rest();
    const std::uint64_t acked = ledger_.count().acknowledged;
    network_.unplug(led);
    led.kill(postgres_and_patroni);
    network_.mend();
    wait_for_another_leader(led);
    const std::uint64_t lost = missing();
    std::printf("the leader dies while its standby is behind: %llu acknowledged, %llu of them are not in the store\n",
                static_cast<unsigned long long>(acked), static_cast<unsigned long long>(lost));
    crowd_->work();
    pause(10s);
    crowd_->rest();
    const std::uint64_t taken = ledger_.count().acknowledged - acked;
    std::printf("in ten seconds more the servers have taken %llu changes: they know that the database has lost some\n",
                static_cast<unsigned long long>(taken));
    district_.begin_again();
    crowd_->work();
    const bool is_whole = wait_until(most_to_heal, [&] { return missing() == 0; });
    crowd_->rest();
    std::printf(
        "the operator lets it stay so (restore --set-back): devices have sent %llu changes once more, %llu are "
        "missing\n",
        static_cast<unsigned long long>(ledger_.forgotten()), static_cast<unsigned long long>(missing()));
    hold(taken == 0, "a server has taken work into a database that had lost some");
    hold(is_whole, "devices did not make the store whole");
    return lost > 0 && holds_;
}

}  // namespace nuong::failover
