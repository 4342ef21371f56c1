select invoice_id, sum(amount) as paid from {{ source('erp', 'payments') }} payments group by all
