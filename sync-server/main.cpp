// nuong-server: wiring only.
#include <malloc.h>

#include <iostream>

#include "shared/base/private_process.h"
#include "shared/clock/clock_source.h"
#include "sync-server/admin/command.h"

int main(int count, char** arguments) {
    nuong::keep_process_private();
    // Requests of megabytes come and go. To give their memory back each time and be handed fresh pages for the next
    // took an eighth of the processor time of a sync.
    mallopt(M_MMAP_THRESHOLD, 32 << 20);
    mallopt(M_TRIM_THRESHOLD, 64 << 20);
    const nuong::RealClockSource clock;
    return nuong::admin::run_command_line({arguments + 1, arguments + count}, clock, std::cout, std::cerr);
}
