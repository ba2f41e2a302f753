// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

/**
   The disk under a test program: calls that change files can be made to fail, kill the process, or be
   recorded and come back as what a loss of power may leave.

   disk.c defines write(), pwrite(), writev(), fsync(), fdatasync(), ftruncate(), open(), mkostemp(),
   rename(), unlink() and unlinkat() for the whole program, LMDB included, by system calls; writes to memory
   that is mapped from files are not seen, and a store has none but its table of readers.
*/
#ifndef KG_TESTS_SUPPORT_DISK_H
#define KG_TESTS_SUPPORT_DISK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef enum disk_fault {
  DISK_SOUND,
  DISK_FULL,     ///< A call that takes room fails with ENOSPC
  DISK_BROKEN,   ///< Any call fails with EIO
  DISK_SHORT,    ///< A write is half done, and says so
  DISK_UNSYNCED, ///< Waiting for the disk fails with EIO
  DISK_KILL      ///< The process kills itself, a write half done
} disk_fault;

/** Let the `n`-th call from now on that the fault applies to fail, counted from 1; 0 only counts. */
void disk_fail(disk_fault fault, unsigned n);

/** No more faults.  Returns how many calls there were to which the fault applied. */
unsigned disk_heal(void);

/** Whether to wait for the disk in fact: a test that only kills processes need not. */
void disk_sync(bool really);

/** Remove the files of a folder, if it is there. */
void disk_empty_folder(const char *folder);

// ---- loss of power

/** Record what is done to the files of a folder from now on, which must be empty.  One folder at a time. */
void disk_record(const char *folder);

/** Put a number into the record: what was acknowledged until here. */
void disk_mark(int number);

/** End recording; what was recorded stays until the next disk_record(). */
void disk_stop(void);

/** How many calls and marks were recorded. */
size_t disk_record_size(void);

/**
   Make the files that may be there after a loss of power during call `at` of the record, chosen by `seed`.

   What was not synced is lost, there, or torn at sectors of 512 bytes, each write and each name for itself.

   @return The last number that was put into the record before; -1 if none was.
*/
int disk_replay(size_t at, uint64_t seed, const char *folder);

#endif
