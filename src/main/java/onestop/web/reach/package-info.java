/** Access to personal data: the reader's scope, stated purposes, and the record of look-ups. */
@NullMarked
package onestop.web.reach;

import org.jspecify.annotations.NullMarked;
