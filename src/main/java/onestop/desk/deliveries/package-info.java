/** Outgoing messages as operators see them, and the decisions about them. */
@NullMarked
@NamedInterface("deliveries")
package onestop.desk.deliveries;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
