/** A register's year, read from an event log, run again through the real engine. */
@NullMarked
package onestop.cli.replay;

import org.jspecify.annotations.NullMarked;
