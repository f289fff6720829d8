/** Running processes, work items and announcements, on the engine's own types. */
@NullMarked
package onestop.engine.running;

import org.jspecify.annotations.NullMarked;
