/** Timers fired in waves. */
@NullMarked
package onestop.engine.timers;

import org.jspecify.annotations.NullMarked;
