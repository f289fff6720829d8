/** Commands that come together, in one transaction and one context of the engine. */
@NullMarked
package onestop.engine.commands;

import org.jspecify.annotations.NullMarked;
