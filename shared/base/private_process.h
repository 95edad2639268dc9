// What this process knows is nobody else's: the files it writes are its user's alone, and no crash leaves a dump of its
// memory on a disk, where keys and answers would stand in the clear.
#pragma once

namespace nuong {

// First thing in main().
void keep_process_private();

}  // namespace nuong
