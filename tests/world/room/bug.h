// Mistakes that a client, a server, a disk or the line between them could make. A world must notice each of them.
#pragma once
#include <vector>

namespace nuong::simulated {

enum class Bug {
    none,
    // of the line, or of how a device reads answers
    lost_answer_taken_as_ack,
    pages_out_of_order,
    page_lost_after_cursor,
    truncated_page_accepted,
    leave_ignored,
    verdicts_ignored,
    copy_not_recognised,
    restored_server_believed,
    // of a device
    pending_written_into_base,
    save_names_nothing,
    counter_writes_the_total,
    saved_again_after_lost_answer,
    eviction_eats_pending,
    bundle_acked_at_export,
    device_disk_lies,
    // of the server
    answer_before_commit,
    position_taken_at_start,
    refused_dots_reused,
    newest_clock_wins,
    void_wins_always,
    counter_as_latest,
    grants_checked_on_screen,
    server_disk_lies,
    // of a relay and its parent
    relay_says_top_too_early,
    relay_forgets_refusals,
    relay_keeps_what_left,
    relay_forgets_signatures,
    relay_forgets_audit,
    parent_refuses_too,
    // of files
    relay_forgets_files,
    file_taken_unchecked,
    file_given_to_anybody,
    file_dropped_with_its_record,
    // of erasure
    erasure_not_told,
    restore_forgets_erasures,
    late_save_in_the_erased_kept,
};

const char* name_of(Bug bug);
const std::vector<Bug>& all_bugs();  // without `none`

}  // namespace nuong::simulated
