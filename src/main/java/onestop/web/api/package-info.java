/** The API: the acts of the pages as JSON, for other systems. */
@NullMarked
package onestop.web.api;

import org.jspecify.annotations.NullMarked;
