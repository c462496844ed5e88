//! Drawings of inhalers in their own colours, for whoever knows theirs by sight.

use domain::plan::formulary::Product;

use crate::drawings::inhaler;
use crate::ui::Drawing;

/// The drawing of a product.
pub(super) fn drawing(product: &Product) -> Drawing {
    inhaler(&product.colour, product.device)
}
