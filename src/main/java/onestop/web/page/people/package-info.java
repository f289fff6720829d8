/** Pages on which officers, their rights and their agencies are administered. */
@NullMarked
package onestop.web.page.people;

import org.jspecify.annotations.NullMarked;
