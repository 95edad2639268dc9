#include "tests/world/room/bug.h"

namespace nuong::simulated {

const char* name_of(Bug bug) {
    switch (bug) {
        case Bug::none: return "none";
        case Bug::lost_answer_taken_as_ack: return "lost_answer_taken_as_ack";
        case Bug::pages_out_of_order: return "pages_out_of_order";
        case Bug::page_lost_after_cursor: return "page_lost_after_cursor";
        case Bug::truncated_page_accepted: return "truncated_page_accepted";
        case Bug::leave_ignored: return "leave_ignored";
        case Bug::verdicts_ignored: return "verdicts_ignored";
        case Bug::copy_not_recognised: return "copy_not_recognised";
        case Bug::restored_server_believed: return "restored_server_believed";
        case Bug::pending_written_into_base: return "pending_written_into_base";
        case Bug::save_names_nothing: return "save_names_nothing";
        case Bug::counter_writes_the_total: return "counter_writes_the_total";
        case Bug::saved_again_after_lost_answer: return "saved_again_after_lost_answer";
        case Bug::eviction_eats_pending: return "eviction_eats_pending";
        case Bug::bundle_acked_at_export: return "bundle_acked_at_export";
        case Bug::device_disk_lies: return "device_disk_lies";
        case Bug::answer_before_commit: return "answer_before_commit";
        case Bug::position_taken_at_start: return "position_taken_at_start";
        case Bug::refused_dots_reused: return "refused_dots_reused";
        case Bug::newest_clock_wins: return "newest_clock_wins";
        case Bug::void_wins_always: return "void_wins_always";
        case Bug::counter_as_latest: return "counter_as_latest";
        case Bug::grants_checked_on_screen: return "grants_checked_on_screen";
        case Bug::server_disk_lies: return "server_disk_lies";
        case Bug::relay_says_top_too_early: return "relay_says_top_too_early";
        case Bug::relay_forgets_refusals: return "relay_forgets_refusals";
        case Bug::relay_keeps_what_left: return "relay_keeps_what_left";
        case Bug::relay_forgets_signatures: return "relay_forgets_signatures";
        case Bug::relay_forgets_audit: return "relay_forgets_audit";
        case Bug::parent_refuses_too: return "parent_refuses_too";
        case Bug::relay_forgets_files: return "relay_forgets_files";
        case Bug::file_taken_unchecked: return "file_taken_unchecked";
        case Bug::file_given_to_anybody: return "file_given_to_anybody";
        case Bug::file_dropped_with_its_record: return "file_dropped_with_its_record";
        case Bug::erasure_not_told: return "erasure_not_told";
        case Bug::restore_forgets_erasures: return "restore_forgets_erasures";
        case Bug::late_save_in_the_erased_kept: return "late_save_in_the_erased_kept";
    }
    return "";
}

const std::vector<Bug>& all_bugs() {
    static const std::vector<Bug> all = [] {
        std::vector<Bug> bugs;
        for (int i = 1; i <= static_cast<int>(Bug::late_save_in_the_erased_kept); ++i)
            bugs.push_back(static_cast<Bug>(i));
        return bugs;
    }();
    return all;
}

}  // namespace nuong::simulated
