/** The procedures with their models: the catalogue as everyone who works here may read it. */
@NullMarked
@NamedInterface("book")
package onestop.desk.book;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
