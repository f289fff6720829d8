/** The lists of waiting work as pages and API ask for them: one address, one selection. */
@NullMarked
package onestop.web.worklist;

import org.jspecify.annotations.NullMarked;
