/** The bench of process designers: what they draw, keep, compare and publish. */
@NullMarked
@NamedInterface("bench")
package onestop.desk.bench;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
