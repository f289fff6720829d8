/** Accounts, logins and passwords of officers. */
@NullMarked
package onestop.web.login;

import org.jspecify.annotations.NullMarked;
