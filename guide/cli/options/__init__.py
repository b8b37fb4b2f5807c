"""What commands take: strings become typed objects here, and nowhere later."""
