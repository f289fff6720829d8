/** The guides for readers, shown inside the program at the pages that they explain. */
@NullMarked
package onestop.web.guides;

import org.jspecify.annotations.NullMarked;
